import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';
import { isNotAllowed, isNotFound } from '../client/errors';
import { platformReactTranslationRef } from '../language/ref';
import { Failure } from '../status/Failure';
import { ViewError } from './ViewError';

/** What a page says where its value cannot be had. */
export interface FailureWords {
  readonly failed: string;
  /** What to do where the portal does not answer. */
  readonly failedAdvice: string;
  readonly notAllowed: string;
  readonly notAllowedAdvice: string;
}

/** Why a live value cannot be had: not there, not theirs, not told or not answered. */
export function LiveFailure(props: {
  because: Error;
  words: FailureWords;
  /** What stands here when there is no such thing, where there is more to say of that. */
  missing?: ReactNode;
}) {
  const { t } = useTranslationRef(platformReactTranslationRef);
  const { because, words, missing } = props;
  if (isNotFound(because)) {
    return missing ? (
      <>{missing}</>
    ) : (
      <Failure title={t('live.missing')} error={because} />
    );
  }
  if (isNotAllowed(because)) {
    return (
      <Failure
        title={words.notAllowed}
        advice={words.notAllowedAdvice}
        error={because}
      />
    );
  }
  const untold = because instanceof ViewError;
  return (
    <Failure
      title={words.failed}
      advice={untold ? t('live.untoldAdvice') : words.failedAdvice}
      error={because}
    />
  );
}
