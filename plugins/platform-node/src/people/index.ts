export * from './direct-groups';
