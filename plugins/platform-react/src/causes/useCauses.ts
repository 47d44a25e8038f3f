import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cause } from '@pilothouse/plugin-platform-common';
import { useMemo } from 'react';
import { useLanguage } from '../language/useLanguage';
import { causesTranslationRef } from './language/ref';
import { lineOf, type LineFacts } from './line';
import { noValues, type Sentence } from './sentence';
import { causeWords } from './words';

/** A cause in the reader's language. */
export interface SaidCause {
  /** What is wrong, in one sentence. */
  readonly what: string;
  /** What to do about it. */
  readonly fix: string;
  /** Word by word what Kubernetes, a registry or a webhook said. */
  readonly raw?: string;
  /** What a process said last. */
  readonly lastWords?: string;
}

/** Says causes, and the one line about a workload, in the reader's language. */
export function useCauses() {
  const { t } = useTranslationRef(causesTranslationRef);
  const language = useLanguage();
  return useMemo(() => {
    const say = ({ key, values }: Sentence) =>
      t(key, { ...noValues, ...values });
    const sayCause = (cause: Cause): SaidCause => {
      const unnamed = t('view.unnamed');
      const { what, fix } = causeWords(cause, { language, say, unnamed });
      const { facts } = cause;
      return {
        what: say(what),
        fix: say(fix),
        raw: cause.raw ?? ('said' in facts ? facts.said : undefined),
        lastWords: 'lastWords' in facts ? facts.lastWords : undefined,
      };
    };
    const sayLine = (facts: LineFacts): string => {
      const line = lineOf(facts);
      return line.kind === 'cause'
        ? sayCause(line.cause).what
        : say(line.sentence);
    };
    return { sayCause, sayLine };
  }, [t, language]);
}
