import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  tellsWhatRuns,
  type Cluster,
} from '@pilothouse/plugin-platform-common';
import { ClusterNotes, useWhere } from '@pilothouse/plugin-platform-react';
import type { Chosen } from '../choice/choice';
import type { Address } from '../choice/useAddress';
import { logsTranslationRef } from '../language/ref';

/** Why there is no log to read: nothing runs, it has gone, or nobody can tell. */
export function NothingToRead(props: {
  chosen: Exclude<Chosen, { kind: 'chosen' }>;
  clusters: readonly Cluster[];
  /** Reads something else; missing where there is nothing else. */
  change?: Address['change'];
}) {
  const { chosen, clusters, change } = props;
  const { t } = useTranslationRef(logsTranslationRef);
  const whereOf = useWhere();
  const isKnown = clusters.every(tellsWhatRuns);
  const title = () => {
    switch (chosen.kind) {
      case 'missing':
        return t('missing.title', { id: chosen.id });
      case 'not-known':
        return t('missing.notKnown', { id: chosen.id });
      default:
        return isKnown ? t('empty.nowhere') : t('empty.unknown');
    }
  };
  const advice = () =>
    chosen.kind === 'missing' ? t('missing.advice') : t('empty.nowhereAdvice');
  const others = chosen.kind === 'nothing' ? [] : chosen.placements;
  return (
    <>
      <div role="status">
        <Typography variant="h6">{title()}</Typography>
        {(isKnown || chosen.kind === 'missing') && (
          <Typography>{advice()}</Typography>
        )}
      </div>
      <ClusterNotes clusters={clusters} />
      {others.length > 0 && <Typography>{t('missing.other')}</Typography>}
      {others.map(each => (
        <Button
          key={each.id}
          color="primary"
          onClick={() => change?.({ at: each.id, pod: '', container: '' })}
        >
          {whereOf(each, true, others)}
        </Button>
      ))}
    </>
  );
}
