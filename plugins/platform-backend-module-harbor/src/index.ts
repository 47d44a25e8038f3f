/**
 * Harbor as the registry of Pilothouse.
 *
 * @packageDocumentation
 */
export { harborProviderFactory as default } from './service';
