import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Failure,
  isNotAllowed,
  isNotFound,
  type Live,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { pipelinesTranslationRef } from '../language/ref';
import { Dated } from './Freshness';
import { Loading } from './Loading';

/** Stands around what is live: loading, failed, stale. */
export function LiveView<T>(props: {
  live: Live<T>;
  children: (value: T) => ReactNode;
}) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { live } = props;
  if (live.kind === 'loading') {
    return <Loading />;
  }
  if (live.kind === 'failed') {
    const words = wordsOf(live.because);
    return (
      <Failure
        title={t(`view.${words}.title`)}
        advice={t(`view.${words}.advice`)}
        error={live.because}
      />
    );
  }
  return <Dated live={live}>{props.children(live.value)}</Dated>;
}

function wordsOf(because: Error): 'notAllowed' | 'notFound' | 'failed' {
  if (isNotAllowed(because)) return 'notAllowed';
  return isNotFound(because) ? 'notFound' : 'failed';
}
