export * from './contract';
export * from './entity-name';
export * from './not-known-yet';
export * from './teams';
export * from './visibility';
