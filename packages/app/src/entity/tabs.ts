import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import deploymentsPlugin from '@pilothouse/plugin-deployments';
import logsPlugin from '@pilothouse/plugin-logs';
import marketplacePlugin from '@pilothouse/plugin-marketplace';
import pipelinesPlugin from '@pilothouse/plugin-pipelines';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import type { Language } from '@pilothouse/plugin-platform-react';
import { EntityContextMenuItemBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { entityHeader } from './header/header';
import { withMenuItems } from './header/menu-items';
import { tabTitles } from '../language/tab-titles';
import { handlesApis, hasDocumentation } from './filters';

/**
 * The tabs of an entity: those that have something to say, with titles in that language.
 * A change of language loads the page anew, as titles are fixed when the app starts.
 */
export function entityTabs(language: Language) {
  const {
    overview,
    apis,
    definition,
    deployments,
    docs,
    groups,
    logs,
    middleware,
    pipelines,
  } = tabTitles[language];
  return [
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        catalogPlugin.getExtension('entity-content:catalog/overview').override({
          factory: (original, { config }) =>
            original({
              config: { ...config, title: config.title ?? overview },
            }),
        }),
        catalogPlugin.getExtension('page:catalog/entity').override({
          factory: (original, { config, inputs }) => {
            const page = original({
              config: { ...config, groups: config.groups ?? groups },
            });
            const { reactElement } = coreExtensionData;
            const items = inputs.contextMenuItems.map(item => ({
              data: item.get(EntityContextMenuItemBlueprint.dataRefs.data),
              filter: item.get(
                EntityContextMenuItemBlueprint.dataRefs.filterFunction,
              ),
              node: item.node,
            }));
            const shown = page.get(reactElement);
            return [
              ...page,
              ...(shown ? [reactElement(withMenuItems(shown, items))] : []),
            ];
          },
        }),
        entityHeader,
      ],
    }),
    createFrontendModule({
      pluginId: 'api-docs',
      extensions: [
        apiDocsPlugin.getExtension('entity-content:api-docs/apis').override({
          factory: (original, { config }) =>
            original({
              config: {
                ...config,
                title: config.title ?? apis,
                filter: config.filter ?? handlesApis,
              },
            }),
        }),
        apiDocsPlugin
          .getExtension('entity-content:api-docs/definition')
          .override({
            factory: (original, { config }) =>
              original({
                config: { ...config, title: config.title ?? definition },
              }),
          }),
      ],
    }),
    createFrontendModule({
      pluginId: 'deployments',
      extensions: [
        deploymentsPlugin.getExtension('entity-content:deployments').override({
          factory: (original, { config }) =>
            original({
              config: { ...config, title: config.title ?? deployments },
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'pipelines',
      extensions: [
        pipelinesPlugin.getExtension('entity-content:pipelines').override({
          factory: (original, { config }) =>
            original({
              config: { ...config, title: config.title ?? pipelines },
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'logs',
      extensions: [
        logsPlugin.getExtension('entity-content:logs').override({
          factory: (original, { config }) =>
            original({
              config: { ...config, title: config.title ?? logs },
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'marketplace',
      extensions: [
        marketplacePlugin.getExtension('entity-content:marketplace').override({
          factory: (original, { config }) =>
            original({
              config: { ...config, title: config.title ?? middleware },
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'techdocs',
      extensions: [
        techdocsPlugin.getExtension('entity-content:techdocs').override({
          factory: (original, { config }) =>
            original({
              config: {
                ...config,
                title: config.title ?? docs,
                filter: config.filter ?? hasDocumentation,
              },
            }),
        }),
      ],
    }),
  ];
}
