import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import type { Cluster } from '@pilothouse/plugin-platform-common';
import { ClusterNotes } from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';

/** Why nothing is asked of a cluster, since when, and the way to ask all the same. */
export function SilentNote(props: { cluster: Cluster; onAsk: () => void }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <div role="alert">
      <ClusterNotes clusters={[props.cluster]} readable={[]} />
      <p>{t('change.silent')}</p>
      <Button variant="outlined" size="small" onClick={props.onAsk}>
        {t('change.askAnyway')}
      </Button>
    </div>
  );
}
