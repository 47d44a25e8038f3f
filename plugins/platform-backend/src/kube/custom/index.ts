export { CustomKinds, type CustomChange } from './CustomKinds';
export type { CustomKube } from './CustomKube';
export { visibleCustom } from './visible-custom';
