import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Failure, isNotAllowed } from '@pilothouse/plugin-platform-react';
import { logsTranslationRef } from '../language/ref';
import { isGone } from '../tail/failure';
import type { TailState } from '../tail/LogTail';

/** Why a log cannot be read, when trying again by itself would not help. */
export function TailFailure(props: { state: TailState; onRetry: () => void }) {
  const { state, onRetry } = props;
  const { t } = useTranslationRef(logsTranslationRef);
  if (state.kind !== 'failed') {
    return null;
  }
  const error = state.because;
  const words = () => {
    if (isNotAllowed(error)) {
      return [t('page.notAllowed'), t('page.notAllowedAdvice')] as const;
    }
    return isGone(error)
      ? ([t('page.gone'), t('page.goneAdvice')] as const)
      : ([t('page.tailFailed'), undefined] as const);
  };
  const [title, advice] = words();
  return (
    <Failure title={title} advice={advice} error={error} onRetry={onRetry} />
  );
}
