import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import {
  duration,
  RelativeTime,
  useLanguage,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { deploymentsTranslationRef } from '../language/ref';
import { leftOf } from './left';

/** Says where a rollout is, with how long it may still take without progress. */
export function useRolloutWords(
  now: number,
): (of: Pick<PlacementDetail, 'rollout' | 'replicas'>) => ReactNode {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const language = useLanguage();
  return ({ rollout, replicas: { ready, desired } }) => {
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
        return ready < desired
          ? t('rollout.rolledOut', { ready: `${ready}`, wanted: `${desired}` })
          : t('rollout.complete');
    }
  };
}
