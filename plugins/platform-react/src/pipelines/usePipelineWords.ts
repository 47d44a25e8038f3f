import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { BrokenPipeline } from '@pilothouse/plugin-platform-common';
import { useCallback } from 'react';
import { platformReactTranslationRef } from '../language/ref';

/** Says of a broken pipeline where it failed and with what, in one line. */
export function usePipelineWords() {
  const { t } = useTranslationRef(platformReactTranslationRef);
  return useCallback(
    ({ run, stage, test }: BrokenPipeline): string => {
      const number = `${run.number}`;
      const count = run.tests?.failed ?? 0;
      const where = stage
        ? t('pipeline.failedIn', { stage, number })
        : t('pipeline.failed', { number });
      if (test) {
        const what =
          count > 1
            ? t('pipeline.testsSuchAs', { count, test })
            : t('pipeline.oneTest', { test });
        return `${where} · ${what}`;
      }
      return count > 0 ? `${where} · ${t('pipeline.tests', { count })}` : where;
    },
    [t],
  );
}
