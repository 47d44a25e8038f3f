export * from './contract';
export * from './queries';
export * from './query';
