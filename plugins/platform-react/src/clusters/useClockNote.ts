import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@pilothouse/plugin-platform-common';
import { useCallback } from 'react';
import { platformReactTranslationRef } from '../language/ref';

/** Says of a cluster whose clock is off by how much; nothing where it is right. */
export function useClockNote(): (cluster: Cluster) => string[] {
  const { t } = useTranslationRef(platformReactTranslationRef);
  return useCallback(
    ({ name, title, knowledge }) => {
      const minutes =
        knowledge.kind === 'live' ? knowledge.clockMinutes : undefined;
      if (!minutes) return [];
      return [
        t(minutes > 0 ? 'clock.ahead' : 'clock.behind', {
          cluster: title ?? name,
          count: Math.abs(minutes),
        }),
      ];
    },
    [t],
  );
}
