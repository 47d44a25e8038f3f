export * from './contract';
export * from './permissions';
export * from './schema';
