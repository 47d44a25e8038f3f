import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Cluster } from '@pilothouse/plugin-platform-common';
import {
  RelativeTime,
  Silence,
  StatusShape,
  statusColors,
  useClockNote,
  useUnreadable,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { deploymentsTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  note: {
    display: 'flex',
    gap: theme.spacing(1),
    margin: theme.spacing(0, 0, 1),
    overflowWrap: 'anywhere',
    '& svg': { marginTop: 3 },
  },
  mark: { color: statusColors[theme.palette.type].unknown },
}));

/** Clusters of which nothing certain is known, since when and why. */
export function ClusterNotes({ clusters }: { clusters: readonly Cluster[] }) {
  return (
    <>
      {clusters.map(cluster => (
        <Note key={cluster.name}>
          <ClusterNote cluster={cluster} />
        </Note>
      ))}
    </>
  );
}

/** What the portal cannot read in clusters, and why; and whose clock is off. */
export function UnreadableNotes(props: { clusters: readonly Cluster[] }) {
  const sayUnreadable = useUnreadable();
  const sayClock = useClockNote();
  const say = (cluster: Cluster) => [
    ...sayUnreadable(cluster),
    ...sayClock(cluster),
  ];
  return (
    <>
      {props.clusters.flatMap(say).map(line => (
        <Note key={line}>{line}</Note>
      ))}
    </>
  );
}

function Note({ children }: { children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.note}>
      <span className={classes.mark}>
        <StatusShape status="unknown" />
      </span>
      {children}
    </div>
  );
}

function ClusterNote({ cluster }: { cluster: Cluster }) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { knowledge } = cluster;
  if (knowledge.kind === 'live') {
    return null;
  }
  return (
    <div>
      {t(`cluster.${knowledge.kind}`, {
        cluster: cluster.title ?? cluster.name,
        time: <RelativeTime at={knowledge.since} />,
      })}
      <Silence knowledge={knowledge} />
    </div>
  );
}
