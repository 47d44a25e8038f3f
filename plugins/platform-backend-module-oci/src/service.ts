import { createServiceFactory } from '@backstage/backend-plugin-api';
import { imageRegistryProviderRef } from '@pilothouse/plugin-platform-node';
import { OciRegistry } from './OciRegistry';

/** Lets `pilothouse.registry.type` be `oci`. */
export const ociProviderFactory = createServiceFactory({
  service: imageRegistryProviderRef,
  deps: {},
  factory: () => ({
    type: 'oci',
    open: config => new OciRegistry(config),
  }),
});
