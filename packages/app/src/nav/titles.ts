import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../language/ref';

/** Gives the title in the reader's language, or `fallback` where it has none of ours. */
export type TitleOf = (key: string, fallback: string) => string;

/**
 * Titles of pages, by the id of their plugin. The framework takes a page's title as a
 * fixed English text, so the known ones are exchanged where they are shown.
 */
export function usePluginTitle(): TitleOf {
  const { t } = useTranslationRef(appTranslationRef);
  return (pluginId, fallback) => {
    switch (pluginId) {
      case 'home':
      case 'services':
      case 'workload':
      case 'workload-logs':
      case 'applications':
      case 'catalog':
      case 'api-docs':
      case 'scaffolder':
      case 'health':
      case 'marketplace':
      case 'techdocs':
      case 'user-settings':
      case 'notifications':
      case 'search':
      case 'catalog-graph':
        return t(`title.${pluginId}`);
      default:
        return fallback;
    }
  };
}

const pluginsByTitle: ReadonlyMap<string, string> = new Map([
  ['APIs', 'api-docs'],
  ['Applications', 'applications'],
  ['Catalog', 'catalog'],
  ['Catalog Graph', 'catalog-graph'],
  ['Create', 'scaffolder'],
  ['Docs', 'techdocs'],
  ['Documentation', 'techdocs'],
  ['Home', 'home'],
  ['Marketplace', 'marketplace'],
  ['Notifications', 'notifications'],
  ['Platform', 'health'],
  ['Search', 'search'],
  ['Services', 'services'],
  ['Settings', 'user-settings'],
  ['Workload', 'workload'],
  ['Logs of a workload', 'workload-logs'],
]);

/**
 * The same by the English title: the headers of pages are told the title but not the
 * plugin, and one plugin may have several pages.
 */
export function usePageTitle(): (title: string) => string {
  const titleOf = usePluginTitle();
  return title => titleOf(pluginsByTitle.get(title) ?? '', title);
}

/** Titles of the tabs of a page, by their path. */
export function useTabTitle(): TitleOf {
  const { t } = useTranslationRef(appTranslationRef);
  return (path, fallback) => {
    switch (path) {
      case 'templates':
        return t('tab.templates');
      case 'tasks':
        return t('tab.tasks');
      case 'actions':
        return t('tab.actions');
      case 'edit':
        return t('tab.editor');
      case 'templating-extensions':
        return t('tab.templatingExtensions');
      case 'general':
        return t('tab.general');
      case 'feature-flags':
        return t('tab.featureFlags');
      default:
        return fallback;
    }
  };
}
