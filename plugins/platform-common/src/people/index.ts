export * from './entity-name';
export * from './visibility';
