export * from './failure';
export * from './LiveHub';
export * from './procedures';
