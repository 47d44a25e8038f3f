import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Cluster } from '@pilothouse/plugin-platform-common';
import { RelativeTime, StatusLabel } from '@pilothouse/plugin-platform-react';
import type { Choice } from '../choice/choice';
import { logsTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(1) },
}));

/** Says it when the cluster that is read from does not answer. */
export function StaleCluster(props: {
  clusters: readonly Cluster[];
  choice: Choice;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  const { cluster: name } = props.choice.placement.ref;
  const cluster = props.clusters.find(each => each.name === name);
  const knowledge = cluster?.knowledge;
  if (knowledge?.kind !== 'stale' && knowledge?.kind !== 'unreachable') {
    return null;
  }
  return (
    <div role="status" className={classes.root}>
      <StatusLabel
        status="unknown"
        word={t('stale.title', { cluster: cluster?.title ?? name })}
        since={knowledge.since}
        why={knowledge.because}
      />
      <Typography variant="body2">
        {t('stale.since', { time: <RelativeTime at={knowledge.since} /> })}
      </Typography>
    </div>
  );
}
