/**
 * Pipelines of services: their runs, live, and what one does with them.
 *
 * @packageDocumentation
 */
export { pipelinesPlugin as default } from './plugin';
export { pipelinesTranslationRef } from './language/ref';
