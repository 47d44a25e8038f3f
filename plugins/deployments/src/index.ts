/**
 * The Deployments tab of a service.
 *
 * @packageDocumentation
 */
export { deploymentsPlugin as default } from './plugin';
export { deploymentsTranslationRef } from './language/ref';
