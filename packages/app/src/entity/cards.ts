import { createFrontendModule } from '@backstage/frontend-plugin-api';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import { about } from './about';
import { isSoftware, relatesBy } from './filters';

const relations = catalogGraphPlugin
  .getExtension('entity-card:catalog-graph/relations')
  .override({
    factory: (original, { config }) =>
      original({
        config: {
          ...config,
          filter: config.filter ?? isSoftware,
          height: config.height ?? 320,
          maxDepth: config.maxDepth ?? 1,
        },
      }),
  });

const providedApis = apiDocsPlugin
  .getExtension('entity-card:api-docs/provided-apis')
  .override({
    factory: (original, { config }) =>
      original({
        config: {
          ...config,
          filter: config.filter ?? {
            $all: [{ kind: 'component' }, relatesBy('providesApi')],
          },
        },
      }),
  });

const consumedApis = apiDocsPlugin
  .getExtension('entity-card:api-docs/consumed-apis')
  .override({
    factory: (original, { config }) =>
      original({
        config: {
          ...config,
          filter: config.filter ?? {
            $all: [{ kind: 'component' }, relatesBy('consumesApi')],
          },
        },
      }),
  });

const dependencies = {
  $all: [{ kind: 'component' }, relatesBy('dependsOn')],
};

const dependsOnComponents = catalogPlugin
  .getExtension('entity-card:catalog/depends-on-components')
  .override({
    factory: (original, { config }) =>
      original({
        config: { ...config, filter: config.filter ?? dependencies },
      }),
  });

const dependsOnResources = catalogPlugin
  .getExtension('entity-card:catalog/depends-on-resources')
  .override({
    factory: (original, { config }) =>
      original({
        config: { ...config, filter: config.filter ?? dependencies },
      }),
  });

const subcomponents = catalogPlugin
  .getExtension('entity-card:catalog/has-subcomponents')
  .override({
    factory: (original, { config }) =>
      original({
        config: {
          ...config,
          filter: config.filter ?? {
            $all: [{ kind: 'component' }, relatesBy('hasPart')],
          },
        },
      }),
  });

/** The cards of an entity's overview, of which only those show that say something. */
export const entityCards = [
  createFrontendModule({
    pluginId: 'api-docs',
    extensions: [consumedApis, providedApis],
  }),
  createFrontendModule({
    pluginId: 'catalog',
    extensions: [about, dependsOnComponents, dependsOnResources, subcomponents],
  }),
  createFrontendModule({
    pluginId: 'catalog-graph',
    extensions: [relations],
  }),
];
