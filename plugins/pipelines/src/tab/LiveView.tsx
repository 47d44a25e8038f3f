import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Failure,
  LiveValue,
  type Live,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { pipelinesTranslationRef } from '../language/ref';
import { Loading } from './Loading';

/** Stands around what is live: loading, failed, stale. */
export function LiveView<T>(props: {
  live: Live<T>;
  children: (value: T) => ReactNode;
}) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { live } = props;
  return (
    <LiveValue
      live={live}
      words={{
        loading: <Loading />,
        failed: t('view.failed.title'),
        failedAdvice: t('view.failed.advice'),
        notAllowed: t('view.notAllowed.title'),
        notAllowedAdvice: t('view.notAllowed.advice'),
      }}
      missing={
        live.kind === 'failed' && (
          <Failure
            title={t('view.notFound.title')}
            advice={t('view.notFound.advice')}
            error={live.because}
          />
        )
      }
    >
      {props.children}
    </LiveValue>
  );
}
