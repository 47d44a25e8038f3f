import { createFrontendModule } from '@backstage/frontend-plugin-api';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';

/**
 * Chinese titles for the tabs of an entity. The framework fixes them when the app starts,
 * so they are given to it as configuration, and a change of language loads the page anew.
 */
export const entityTabsInChinese = [
  createFrontendModule({
    pluginId: 'catalog',
    extensions: [
      catalogPlugin.getExtension('entity-content:catalog/overview').override({
        factory: (original, { config }) =>
          original({ config: { ...config, title: '概览' } }),
      }),
      catalogPlugin.getExtension('page:catalog/entity').override({
        factory: (original, { config }) =>
          original({
            config: {
              ...config,
              groups: config.groups ?? [
                { overview: { title: '概览' } },
                { documentation: { title: '文档' } },
                { development: { title: '开发' } },
                { deployment: { title: '部署' } },
                { operation: { title: '运行' } },
                { observability: { title: '可观测性' } },
              ],
            },
          }),
      }),
    ],
  }),
  createFrontendModule({
    pluginId: 'api-docs',
    extensions: [
      apiDocsPlugin.getExtension('entity-content:api-docs/apis').override({
        factory: (original, { config }) =>
          original({ config: { ...config, title: 'API' } }),
      }),
      apiDocsPlugin
        .getExtension('entity-content:api-docs/definition')
        .override({
          factory: (original, { config }) =>
            original({ config: { ...config, title: '定义' } }),
        }),
    ],
  }),
  createFrontendModule({
    pluginId: 'techdocs',
    extensions: [
      techdocsPlugin.getExtension('entity-content:techdocs').override({
        factory: (original, { config }) =>
          original({ config: { ...config, title: '文档' } }),
      }),
    ],
  }),
];
