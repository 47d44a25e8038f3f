/**
 * Middleware that operators run, as items of Pilothouse's marketplace.
 *
 * @packageDocumentation
 */
export { operatorsProviderFactory as default } from './service';
