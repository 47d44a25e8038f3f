export * from './choices';
export * from './name';
export * from './preview';
export * from './tools';
export * from './undo';
