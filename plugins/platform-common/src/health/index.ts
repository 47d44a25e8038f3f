export * from './contract';
export * from './knowledge';
export * from './permissions';
export * from './schema';
export * from './status';
