import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Cluster } from '@pilothouse/plugin-platform-common';
import {
  RelativeTime,
  Silence,
  StatusLabel,
  useUnreadable,
} from '@pilothouse/plugin-platform-react';
import type { Choice } from '../choice/choice';
import { logsTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(1) },
}));

interface Props {
  clusters: readonly Cluster[];
  choice: Choice;
}

/** Says it when the cluster that is read from does not answer. */
export function StaleCluster(props: Props) {
  const classes = useStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  const { cluster: name } = props.choice.placement.ref;
  const cluster = clusterOf(props);
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
      />
      <Typography variant="body2">
        {t('stale.since', { time: <RelativeTime at={knowledge.since} /> })}
      </Typography>
      <Silence knowledge={knowledge} />
    </div>
  );
}

/** Says it when pods of the cluster that is read from may be missing in the choice. */
export function UnreadableCluster(props: Props) {
  const classes = useStyles();
  const say = useUnreadable();
  const cluster = clusterOf(props);
  if (!cluster || props.choice.podsKnown) {
    return null;
  }
  return (
    <div role="status" className={classes.root}>
      {say(cluster).map(line => (
        <Typography key={line} variant="body2">
          {line}
        </Typography>
      ))}
    </div>
  );
}

function clusterOf({ clusters, choice }: Props): Cluster | undefined {
  const { cluster } = choice.placement.ref;
  return clusters.find(({ name }) => name === cluster);
}
