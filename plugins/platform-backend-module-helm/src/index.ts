/**
 * Helm charts of a registry, as items of Pilothouse's marketplace.
 *
 * @packageDocumentation
 */
export {
  chartProvider,
  helmProviderFactory as default,
  openCharts,
} from './service';
