export * from './kinds';
export * from './KubeReader';
export * from './PersonalKube';
