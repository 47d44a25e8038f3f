/**
 * Brings people and groups of a SCIM 2.0 user center into the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleScim as default } from './module';
