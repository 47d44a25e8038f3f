export * from './answer-lost';
export * from './known';
export * from './permissions';
export * from './schema';
