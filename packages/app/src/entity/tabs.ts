import { createFrontendModule } from '@backstage/frontend-plugin-api';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import type { Language } from '../language/language';
import { handlesApis, hasDocumentation } from './filters';

interface Titles {
  readonly overview?: string;
  readonly apis?: string;
  readonly definition?: string;
  readonly docs?: string;
  readonly groups?: Record<string, { title: string }>[];
}

const titles: Record<Language, Titles> = {
  en: { docs: 'Docs' },
  zh: {
    overview: '概览',
    apis: 'API',
    definition: '定义',
    docs: '文档',
    groups: [
      { overview: { title: '概览' } },
      { documentation: { title: '文档' } },
      { development: { title: '开发' } },
      { deployment: { title: '部署' } },
      { operation: { title: '运行' } },
      { observability: { title: '可观测性' } },
    ],
  },
};

/**
 * The tabs of an entity: those that have something to say, with titles in that language.
 * The framework fixes the titles when the app starts, so they are given to it as
 * configuration, and a change of language loads the page anew.
 */
export function entityTabs(language: Language) {
  const { overview, apis, definition, docs, groups } = titles[language];
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
          factory: (original, { config }) =>
            original({
              config: { ...config, groups: config.groups ?? groups },
            }),
        }),
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
