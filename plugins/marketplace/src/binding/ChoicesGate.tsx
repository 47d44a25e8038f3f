import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import type { BindingChoices } from '@pilothouse/plugin-platform-common';
import { Failure, RelativeTime } from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { useWords } from '../words/useWords';

/** What stands in place of the form while there are no choices. */
export function ChoicesGate(props: {
  choices: {
    data?: BindingChoices;
    error: Error | null;
    refetch: () => unknown;
  };
  /** Of the instance. */
  name: string;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { name } = props;
  const { data, error, refetch } = props.choices;
  if (data?.going) {
    const { going } = data;
    return (
      <p role="alert">
        {going.kind === 'deleting'
          ? t('binding.deleting', { name })
          : t('binding.toBeDeleted', {
              name,
              time: <RelativeTime at={going.at} />,
            })}
      </p>
    );
  }
  if (data?.open) {
    return (
      <p>
        {wordsOf(data.open)} {t('access.openBind', { name })}
      </p>
    );
  }
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
