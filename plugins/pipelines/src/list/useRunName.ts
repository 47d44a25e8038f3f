import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineRun } from '@pilothouse/plugin-platform-common';
import { useCallback } from 'react';
import { pipelinesTranslationRef } from '../language/ref';

/** What a run is called, for example "#12 of main". */
export function useRunName() {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return useCallback(
    ({ number, branch }: Pick<PipelineRun, 'number' | 'branch'>) =>
      branch
        ? t('run.name', { number: `${number}`, branch })
        : t('run.number', { number: `${number}` }),
    [t],
  );
}
