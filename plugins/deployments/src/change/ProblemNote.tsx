import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Failure, problemOf } from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';

/** Why a change was not made, what to do, and the way to look again. */
export function ProblemNote(props: {
  error: Error;
  /** Whether the cluster has told of the change meanwhile. */
  isMade?: boolean;
  onLookAgain: () => void;
}) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const problem = problemOf(props.error);
  if (props.isMade) {
    return <p role="status">{t('problem.lost.made')}</p>;
  }
  return (
    <Failure
      title={t(`problem.${problem}.title`)}
      advice={t(`problem.${problem}.advice`)}
      error={props.error}
      retry={t('problem.lookAgain')}
      onRetry={props.onLookAgain}
    />
  );
}
