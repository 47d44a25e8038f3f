/**
 * What brokers of Service Catalog offer, as items of Pilothouse's marketplace.
 *
 * @packageDocumentation
 */
export {
  serviceCatalog,
  serviceCatalogProviderFactory as default,
} from './service';
