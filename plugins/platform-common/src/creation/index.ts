export * from './choices';
export * from './name';
export * from './preview';
export * from './undo';
