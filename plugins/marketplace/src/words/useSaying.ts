import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Instance } from '@pilothouse/plugin-platform-common';
import { useCallback } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { useWords } from './useWords';

/** The state of an instance in a few words, and more of it where more was said. */
export interface Said {
  readonly word: string;
  readonly why?: string;
}

/** Says the state of an instance. */
export function useSaying(): (
  instance: Pick<Instance, 'saying' | 'members'>,
) => Said {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  return useCallback(
    ({ saying, members }) => {
      const counts = members && {
        ready: `${members.ready}`,
        wanted: `${members.wanted}`,
      };
      const ready = counts && t('saying.members', counts);
      switch (saying.kind) {
        case 'deleting':
          return {
            word: t('saying.deleting'),
            why:
              saying.message ??
              (saying.finalizers.length > 0
                ? t('saying.finalizers', {
                    finalizers: saying.finalizers.join(', '),
                  })
                : undefined),
          };
        case 'not-begun':
          return { word: t('saying.notBegun'), why: t('saying.notBegunWhy') };
        case 'outdated':
          return { word: t('saying.outdated'), why: ready };
        case 'phase':
          return {
            word: saying.words ? wordsOf(saying.words) : saying.phase,
            why: saying.message ?? ready,
          };
        case 'condition':
          return {
            word: saying.reason ?? saying.type,
            why: saying.message ?? ready,
          };
        case 'members':
          return { word: ready ?? t('saying.ready') };
        case 'unreadable':
          return {
            word: t('saying.unreadable'),
            why: t('saying.unreadableWhy'),
          };
        default:
          return { word: t('saying.ready'), why: ready };
      }
    },
    [t, wordsOf],
  );
}
