import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  innermostStages,
  type PipelineRun,
} from '@pilothouse/plugin-platform-common';
import { useRunName } from '../list/useRunName';
import { pipelinesTranslationRef } from '../language/ref';
import type { Order } from './order';

/** Words of an order: what it is called, what it does, and its verb. */
export function useOrderWords(run: PipelineRun) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const name = useRunName()(run);
  const { branch = run.job } = run;
  return (order: Order) => {
    switch (order.kind) {
      case 'run-again':
        return {
          title: t('order.runAgain.title', { branch }),
          effect: [
            t('order.runAgain.effect', { branch }),
            t('order.runAgain.deploys'),
          ],
          verb: t('order.runAgain.verb', { branch }),
        };
      case 'abort': {
        const stage = innermostStages(run.stages ?? []).find(
          ({ state }) => state === 'running',
        );
        return {
          title: t('order.abort.title', { name }),
          effect: [
            stage
              ? t('order.abort.inStage', { stage: stage.name })
              : t('order.abort.effect'),
            t('order.abort.stays'),
          ],
          verb: t('order.abort.verb', { name }),
        };
      }
      case 'proceed':
        return {
          title: t('order.proceed.title', { name }),
          effect: [t('order.proceed.effect'), t('order.proceed.recorded')],
          verb: order.input.proceed ?? t('order.proceed.verb'),
        };
      default:
        return {
          title: t('order.reject.title', { name }),
          effect: [t('order.reject.effect'), t('order.abort.stays')],
          verb: t('order.reject.verb'),
        };
    }
  };
}
