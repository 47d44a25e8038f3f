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
