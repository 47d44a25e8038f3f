import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  innermostStages,
  type JenkinsfileProblem,
  type PipelineRun,
} from '@pilothouse/plugin-platform-common';
import { useNumber } from '@pilothouse/plugin-platform-react';
import { useCallback } from 'react';
import { pipelinesTranslationRef } from '../language/ref';
import { isTrouble } from '../state/states';

/** Says, of a run that went wrong or waits, where and with what. */
export function useTroubleWords() {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const number = useNumber();
  const sayJenkinsfile = useCallback(
    ({ line, unknownStep, text }: JenkinsfileProblem) => {
      const what = unknownStep
        ? t('trouble.unknownStep', { step: unknownStep })
        : text;
      return line === undefined
        ? t('trouble.jenkinsfile', { what })
        : t('trouble.jenkinsfileLine', { line: `${line}`, what });
    },
    [t],
  );
  return useCallback(
    ({ state, stages = [], tests, jenkinsfile }: PipelineRun): string[] => {
      const where = innermostStages(stages).find(stage =>
        state === 'waiting-for-input'
          ? stage.state === 'waiting-for-input'
          : isTrouble(stage.state),
      );
      if (state === 'waiting-for-input') {
        return where ? [t('trouble.waits', { stage: where.name })] : [];
      }
      if (!isTrouble(state)) {
        return [];
      }
      const failed = tests?.failed ?? 0;
      const all = failed + (tests?.passed ?? 0);
      return [
        ...(where ? [t('trouble.stage', { stage: where.name })] : []),
        ...(failed > 0
          ? [
              t('trouble.tests', {
                count: failed,
                failed: number.format(failed),
                all: number.format(all),
              }),
            ]
          : []),
        ...(jenkinsfile ? [sayJenkinsfile(jenkinsfile)] : []),
        ...(failed === 0 && !jenkinsfile && where?.because
          ? [where.because]
          : []),
      ];
    },
    [t, number, sayJenkinsfile],
  );
}
