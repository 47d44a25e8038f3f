/**
 * Serves the stock Kubernetes plugin from Pilothouse's watch cache.
 *
 * @packageDocumentation
 */
export { kubernetesModuleWatchCache as default } from './module';
