/**
 * Logs of a service: a live tail of all its pods together or of one.
 *
 * @packageDocumentation
 */
export { logsPlugin as default } from './plugin';
export { logsTranslationRef } from './language/ref';
