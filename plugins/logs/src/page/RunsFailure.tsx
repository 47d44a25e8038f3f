import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LiveFailure } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { logsTranslationRef } from '../language/ref';

/** Why it cannot be told what runs, and so what there is to read. */
export function RunsFailure(props: {
  because: Error;
  title: string;
  /** What stands here when there is no such thing, where there is more to say of that. */
  missing?: ReactNode;
}) {
  const { t } = useTranslationRef(logsTranslationRef);
  return (
    <LiveFailure
      because={props.because}
      missing={props.missing}
      words={{
        failed: props.title,
        failedAdvice: t('page.failedAdvice'),
        notAllowed: t('page.notAllowed'),
        notAllowedAdvice: t('page.notAllowedAdvice'),
      }}
    />
  );
}
