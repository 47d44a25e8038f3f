export * from './contract';
export * from './permissions';
export * from './position';
export * from './schema';
