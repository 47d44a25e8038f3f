import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isAsleep,
  onlyRolloutFailed,
  type PlacementDetail,
} from '@pilothouse/plugin-platform-common';
import {
  platformReactTranslationRef,
  useCauses,
} from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';

/** Says in a word or two how a placement is, with what of it that is about. */
export function usePlacementWord(): (placement: PlacementDetail) => string {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const { sayLine } = useCauses();
  return placement => {
    if (isAsleep(placement)) return sayLine(placement);
    return onlyRolloutFailed(placement)
      ? t('tiles.rolloutFailed')
      : shared(`status.${placement.status}`);
  };
}
