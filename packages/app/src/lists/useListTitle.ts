import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  catalogReactTranslationRef,
  useEntityList,
} from '@backstage/plugin-catalog-react';
import { useEntityWords } from '../language/entityWords';

/** Whose entities a list shows, as its filter says it. */
export function useWhose(): string {
  const { t } = useTranslationRef(catalogReactTranslationRef);
  const { filters } = useEntityList();
  switch (filters.user?.value) {
    case 'owned':
      return t('userListPicker.personalFilter.ownedLabel');
    case 'starred':
      return t('userListPicker.personalFilter.starredLabel');
    default:
      return t('userListPicker.orgFilterAllLabel');
  }
}

/** Whose entities a list shows, of what type and kind, and how many; `…` until that is known. */
export function useListTitle(): string {
  const whose = useWhose();
  const { kindOf, typeOf } = useEntityWords();
  const { filters, loading, totalItems, totalItemsLoading } = useEntityList();
  const { kind, type } = filters;
  const what = [
    whose,
    ...[type?.value ?? []].flat().map(typeOf),
    ...(kind ? [kindOf(kind.value)] : []),
  ].join(' · ');
  const isCounted = totalItems !== undefined && !loading && !totalItemsLoading;
  return `${what} (${isCounted ? totalItems : '…'})`;
}
