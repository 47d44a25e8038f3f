export * from './abilities';
export * from './causes';
export * from './changes';
export * from './contract';
export * from './known';
export * from './opening';
export * from './permissions';
export * from './schema';
