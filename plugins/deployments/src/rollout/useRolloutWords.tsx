import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Rollout } from '@pilothouse/plugin-platform-common';
import {
  duration,
  RelativeTime,
  useLanguage,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import { leftOf } from './left';

/** Says where a rollout is, with how long it may still take without progress. */
export function useRolloutWords(now: number): (rollout: Rollout) => ReactNode {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const language = useLanguage();
  return rollout => {
    switch (rollout.kind) {
      case 'progressing': {
        const leftMs = leftOf(rollout, now);
        return leftMs
          ? t('rollout.deadline', { duration: duration(0, leftMs, language) })
          : t('rollout.progressing');
      }
      case 'stuck':
        return rollout.since
          ? t('rollout.stuckSince', {
              time: <RelativeTime at={rollout.since} />,
            })
          : t('rollout.stuck');
      case 'paused':
        return t('rollout.paused');
      default:
        return t('rollout.complete');
    }
  };
}
