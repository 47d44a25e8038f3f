export * from './entity-name';
export * from './not-known-yet';
export * from './visibility';
