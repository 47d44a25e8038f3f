export * from './kinds';
export * from './KubeReader';
