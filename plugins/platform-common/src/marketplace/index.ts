export * from './answer';
export * from './backups';
export * from './contract';
export * from './form';
export * from './orders';
export * from './permissions';
export * from './schema';
