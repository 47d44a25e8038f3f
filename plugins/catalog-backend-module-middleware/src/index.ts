/**
 * Brings instances of middleware into the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleMiddleware as default } from './module';
