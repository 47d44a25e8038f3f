export * from './broken-limits';
export * from './CustomReader';
export * from './keys';
export * from './kinds';
export * from './KubeReader';
export * from './limit-ranges';
export * from './PersonalKube';
export * from './quantity';
