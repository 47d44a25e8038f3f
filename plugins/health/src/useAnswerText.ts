import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Status } from '@pilothouse/plugin-platform-common';
import { useTitles } from '@pilothouse/plugin-platform-react';
import type { Answer } from './answer';
import { healthTranslationRef } from './language/ref';

/** Puts an answer into words of the reader's language. */
export function useAnswerText(): (answer: Answer) => string {
  const { t } = useTranslationRef(healthTranslationRef);
  const { partTitle, sourceTitle } = useTitles();
  const list = (names: readonly string[]) => names.join(t('banner.separator'));
  return answer => {
    switch (answer.kind) {
      case 'nothingKnown':
        return t('answer.nothingKnown');
      case 'unheard':
        return t('answer.unheard', {
          names: list(answer.sources.map(sourceTitle)),
        });
      case 'allUp':
        return t('answer.allUp', { count: answer.parts.length });
      case 'building':
        return t('answer.building', { count: answer.parts.length });
      case 'failed': {
        const { parts, dependents } = answer;
        const names = list(parts.map(partTitle));
        return dependents > 0
          ? t('answer.failedWith', { count: dependents, names })
          : t('answer.failed', { count: parts.length, names });
      }
      case 'stopped':
      case 'unknown':
        return t(`answer.${answer.kind}`, {
          count: answer.parts.length,
          names: list(answer.parts.map(partTitle)),
        });
      default:
        return neverAnswer(answer);
    }
  };
}

function neverAnswer(answer: never): never {
  throw new TypeError(`Not an answer: ${JSON.stringify(answer)}`);
}

/** The state whose shape and color stand before the answer. */
export function statusOfAnswer(answer: Answer): Status {
  switch (answer.kind) {
    case 'allUp':
      return 'healthy';
    case 'building':
      return 'progressing';
    case 'failed':
      return 'failed';
    case 'stopped':
      return 'degraded';
    default:
      return 'unknown';
  }
}
