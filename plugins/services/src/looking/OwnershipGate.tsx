import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { Failure } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { servicesTranslationRef } from '../language/ref';
import { mine, type Filter } from '../rows/filter';
import type { Ownership } from './useOwnership';

/** Says, where one looks for one's own, that it is not known what that is. */
export function OwnershipGate(props: {
  filter: Filter;
  ownership: Ownership;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(servicesTranslationRef);
  const { filter, ownership } = props;
  if (filter.team !== mine || ownership.kind === 'known') {
    return <>{props.children}</>;
  }
  return ownership.kind === 'loading' ? (
    <Typography role="status">{t('ownership.loading')}</Typography>
  ) : (
    <Failure
      title={t('ownership.failed')}
      advice={t('ownership.failedAdvice')}
      error={ownership.because}
      onRetry={ownership.retry}
    />
  );
}
