import type { Language } from '@pilothouse/plugin-platform-react';

/** Titles of an entity's tabs; what is left out keeps the title of its plugin. */
interface TabTitles {
  readonly overview?: string;
  readonly apis?: string;
  readonly definition?: string;
  readonly docs?: string;
  readonly deployments?: string;
  readonly logs?: string;
  readonly middleware?: string;
  readonly pipelines?: string;
  readonly groups?: Record<string, { title: string }>[];
}

/**
 * Titles of an entity's tabs. They are no messages of a translation, because the framework
 * takes them as plain strings from the configuration while the app starts, before any
 * translation is loaded.
 */
export const tabTitles: Record<Language, TabTitles> = {
  en: { docs: 'Docs' },
  zh: {
    overview: '概览',
    apis: 'API',
    definition: '定义',
    docs: '文档',
    deployments: '部署',
    logs: '日志',
    middleware: '中间件',
    pipelines: '流水线',
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
