import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  middlewareProviderRef,
  type MiddlewareProvider,
} from '@pilothouse/plugin-platform-node';
import { findItems } from './find';
import { allKinds, sharedKinds } from './kinds';

/** What brokers offer, found in the clusters that have Service Catalog. */
export const serviceCatalog: MiddlewareProvider = {
  name: 'service-catalog',
  items: () => [],
  finder: { kinds: allKinds, shared: sharedKinds, find: findItems },
};

/** Has the marketplace offer what brokers do. */
export const serviceCatalogProviderFactory = createServiceFactory({
  service: middlewareProviderRef,
  deps: {},
  factory: () => serviceCatalog,
});
