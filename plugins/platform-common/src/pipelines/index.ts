export * from './broken';
export * from './contract';
export * from './detail';
export * from './knowledge';
export * from './permissions';
export * from './requests';
export * from './schema';
export * from './states';
