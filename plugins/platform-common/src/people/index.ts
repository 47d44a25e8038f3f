export * from './entity-name';
