export * from './cells';
export * from './contract';
export * from './environments';
export * from './schema';
export * from './summary';
export * from './view';
