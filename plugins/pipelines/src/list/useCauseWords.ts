import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunCause } from '@pilothouse/plugin-platform-common';
import { useCallback } from 'react';
import { pipelinesTranslationRef } from '../language/ref';

/** Says who or what began a run. */
export function useCauseWords() {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return useCallback(
    ({ kind, who, text }: RunCause): string => {
      switch (kind) {
        case 'user':
          return who ? t('cause.userBy', { who }) : t('cause.user');
        case 'push':
          return who ? t('cause.pushBy', { who }) : t('cause.push');
        case 'replay':
          return who ? t('cause.replayBy', { who }) : t('cause.replay');
        case 'timer':
          return t('cause.timer');
        default:
          return text;
      }
    },
    [t],
  );
}
