/**
 * Keeps the catalog from naming what the person who asks may not read.
 *
 * @packageDocumentation
 */
export { catalogModuleVisibility as default } from './module';
