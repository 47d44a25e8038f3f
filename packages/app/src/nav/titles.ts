import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appTranslationRef } from '../language/ref';

/**
 * Titles of pages in the reader's language. The framework takes a page's title from its
 * extension as a fixed English text, so the known ones are exchanged where they are shown.
 *
 * @returns gives the title for the id of a plugin, or `fallback` where it has none of ours
 */
export function usePluginTitle(): (
  pluginId: string | undefined,
  fallback: string,
) => string {
  const { t } = useTranslationRef(appTranslationRef);
  return (pluginId, fallback) => {
    switch (pluginId) {
      case 'home':
        return t('title.home');
      case 'catalog':
        return t('title.catalog');
      case 'api-docs':
        return t('title.api-docs');
      case 'scaffolder':
        return t('title.scaffolder');
      case 'health':
        return t('title.health');
      case 'techdocs':
        return t('title.techdocs');
      case 'user-settings':
        return t('title.user-settings');
      case 'notifications':
        return t('title.notifications');
      case 'search':
        return t('title.search');
      case 'catalog-graph':
        return t('title.catalog-graph');
      default:
        return fallback;
    }
  };
}

/**
 * Titles of the tabs of a page, as {@link usePluginTitle} gives those of pages.
 *
 * @returns gives the title for the id of a plugin and the path of a tab
 */
export function useTabTitle(): (
  pluginId: string | undefined,
  path: string,
  fallback: string,
) => string {
  const { t } = useTranslationRef(appTranslationRef);
  return (pluginId, path, fallback) => {
    switch (`${pluginId}/${path}`) {
      case 'scaffolder/templates':
        return t('tab.templates');
      case 'scaffolder/tasks':
        return t('tab.tasks');
      case 'scaffolder/actions':
        return t('tab.actions');
      case 'scaffolder/edit':
        return t('tab.editor');
      case 'scaffolder/templating-extensions':
        return t('tab.templatingExtensions');
      case 'user-settings/general':
        return t('tab.general');
      case 'user-settings/feature-flags':
        return t('tab.featureFlags');
      default:
        return fallback;
    }
  };
}
