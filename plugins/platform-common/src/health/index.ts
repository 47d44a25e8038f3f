export * from './contract';
export * from './knowledge';
export * from './schema';
export * from './status';
