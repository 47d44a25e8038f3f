/**
 * Any OCI registry as the registry of Pilothouse.
 *
 * @packageDocumentation
 */
export { ociProviderFactory as default } from './service';
