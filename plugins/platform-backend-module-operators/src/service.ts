import {
  coreServices,
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  middlewareProviderRef,
  type MiddlewareProvider,
} from '@pilothouse/plugin-platform-node';
import { itemOf } from './item';
import { readDefinitions } from './read';

const own = '@pilothouse/plugin-platform-backend-module-operators';

/**
 * Reads the definitions that come with the portal, and those of the company.
 *
 * @throws InputError naming file and line of everything that is wrong
 */
export async function openOperators(
  config: Config,
): Promise<MiddlewareProvider> {
  const folder = config.getOptionalString('pilothouse.marketplace.definitions');
  const files = [
    ...(await readDefinitions(resolvePackagePath(own, 'definitions'))),
    ...(folder ? await readDefinitions(folder) : []),
  ];
  const items = new Map(
    files.map(file => [file.definition.name, itemOf(file)]),
  );
  return { name: 'operators', items: () => [...items.values()] };
}

/** Has the marketplace offer what operators run. */
export const operatorsProviderFactory = createServiceFactory({
  service: middlewareProviderRef,
  deps: { config: coreServices.rootConfig },
  factory: ({ config }) => openOperators(config),
});
