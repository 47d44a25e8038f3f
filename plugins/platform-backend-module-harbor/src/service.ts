import { createServiceFactory } from '@backstage/backend-plugin-api';
import { imageRegistryProviderRef } from '@pilothouse/plugin-platform-node';
import { HarborRegistry } from './HarborRegistry';

/** Lets `pilothouse.registry.type` be `harbor`. */
export const harborProviderFactory = createServiceFactory({
  service: imageRegistryProviderRef,
  deps: {},
  factory: () => ({
    type: 'harbor',
    open: config => new HarborRegistry(config),
  }),
});
