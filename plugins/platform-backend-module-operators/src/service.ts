import {
  coreServices,
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  middlewareProviderRef,
  type MiddlewareDefinitions,
  type MiddlewareProvider,
} from '@pilothouse/plugin-platform-node';
import { draftOf } from './draft';
import { itemOf } from './item';
import { readDefinition, readDefinitions } from './read';

const own = '@pilothouse/plugin-platform-backend-module-operators';

/** Makes items of definitions that are in no file. */
export const operatorDefinitions: MiddlewareDefinitions = {
  read(text) {
    const read = readDefinition('line', text);
    if (read.kind !== 'definition') return read;
    const { file } = read;
    const item = itemOf(file);
    return { kind: 'item', item, lineOf: field => file.lineOf([field]) };
  },
  draft: draftOf,
};

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
  return {
    name: 'operators',
    items: () => [...items.values()],
    definitions: operatorDefinitions,
  };
}

/** Has the marketplace offer what operators run. */
export const operatorsProviderFactory = createServiceFactory({
  service: middlewareProviderRef,
  deps: { config: coreServices.rootConfig },
  factory: ({ config }) => openOperators(config),
});
