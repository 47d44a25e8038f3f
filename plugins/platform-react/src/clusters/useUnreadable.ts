import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@pilothouse/plugin-platform-common';
import { useCallback } from 'react';
import { formatList } from '../causes/format';
import { platformReactTranslationRef } from '../language/ref';
import { useLanguage } from '../language/useLanguage';

const reasons = ['forbidden', 'absent'] as const;

/** Says what the portal cannot read in a cluster and why, a sentence for each reason. */
export function useUnreadable(): (cluster: Cluster) => string[] {
  const { t } = useTranslationRef(platformReactTranslationRef);
  const language = useLanguage();
  return useCallback(
    ({ name, title, unreadable = [] }) =>
      reasons.flatMap(reason => {
        const kinds = unreadable
          .filter(({ because }) => because === reason)
          .map(({ kind }) => kind);
        return kinds.length === 0
          ? []
          : [
              t(`unreadable.${reason}`, {
                cluster: title ?? name,
                kinds: formatList(kinds, language),
              }),
            ];
      }),
    [t, language],
  );
}
