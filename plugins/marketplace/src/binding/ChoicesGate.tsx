import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import type { BindingChoices } from '@pilothouse/plugin-platform-common';
import { Failure } from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';

/** What stands in place of the form while there are no choices. */
export function ChoicesGate(props: {
  choices: {
    data?: BindingChoices;
    error: Error | null;
    refetch: () => unknown;
  };
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { data, error, refetch } = props.choices;
  if (data) {
    return (
      <p>{t(data.grants ? 'binding.needsGrant' : 'binding.needsSecret')}</p>
    );
  }
  return error ? (
    <Failure
      title={t('binding.noChoices')}
      error={error}
      onRetry={() => void refetch()}
    />
  ) : (
    <LinearProgress aria-label={t('binding.looking')} />
  );
}
