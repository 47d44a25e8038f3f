import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readRegistryConfig, type RegistryConfig } from './config';
import type { ImageRegistry } from './ImageRegistry';
import { noImageRegistry } from './no-image-registry';

/** A kind of registry that the portal can use. */
export interface ImageRegistryProvider {
  /** As `pilothouse.registry.type` names it. */
  readonly type: string;
  open(config: RegistryConfig): ImageRegistry;
}

/** The kinds of registries, one a package. */
export const imageRegistryProviderRef = createServiceRef<ImageRegistryProvider>(
  {
    id: 'pilothouse.image-registry-provider',
    scope: 'root',
    multiton: true,
  },
);

/** The registry of the portal. Without configuration nothing can be asked of it. */
export const imageRegistryServiceRef = createServiceRef<ImageRegistry>({
  id: 'pilothouse.image-registry',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        providers: imageRegistryProviderRef,
      },
      factory: ({ config, providers }) =>
        openRegistry(readRegistryConfig(config), providers),
    }),
});

/** @throws InputError when there is no such kind */
export function openRegistry(
  config: RegistryConfig | undefined,
  providers: readonly ImageRegistryProvider[],
): ImageRegistry {
  if (!config) return noImageRegistry;
  const found = providers.find(({ type }) => type === config.type);
  if (found) return found.open(config);
  const known = providers.map(({ type }) => type).join(', ');
  throw new InputError(
    `pilothouse.registry.type is ${config.type}, but the portal knows only: ${known}`,
  );
}
