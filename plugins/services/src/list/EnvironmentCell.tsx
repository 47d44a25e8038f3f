import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Cell, ClusterShare } from '@pilothouse/plugin-platform-common';
import {
  CellMark,
  oldestOf,
  platformReactTranslationRef,
  RelativeTime,
  StatusShape,
  statusColors,
  useClusterTitle,
} from '@pilothouse/plugin-platform-react';
import { servicesTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => {
  const colors = statusColors[theme.palette.type];
  return {
    root: {
      display: 'flex',
      flexDirection: 'column',
      minWidth: 0,
      lineHeight: 1.4,
    },
    stale: { filter: 'grayscale(1)', color: theme.palette.text.secondary },
    second: {
      display: 'flex',
      gap: theme.spacing(0, 1),
      overflow: 'hidden',
      whiteSpace: 'nowrap',
      fontSize: 12,
      lineHeight: 1.25,
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
      '& .inner': { stroke: theme.palette.background.paper },
    },
    asOf: {
      fontSize: 12,
      lineHeight: 1.25,
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
    },
    wrapped: { flexWrap: 'wrap' },
    share: { display: 'inline-flex', alignItems: 'center', gap: 3 },
    healthy: { color: colors.healthy },
    progressing: { color: colors.progressing },
    degraded: { color: colors.degraded },
    failed: { color: colors.failed },
    unknown: { color: colors.unknown },
  };
});

/** What runs of a service in one environment: state, version, replicas, clusters. */
export function EnvironmentCell(props: {
  cell: Cell;
  manyClusters: boolean;
  /** Whether there is room for more than two lines. */
  roomy?: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { cell, manyClusters, roomy = false } = props;
  const replicas = useReplicaWords()(cell);
  const since = oldestOf(cell);
  return (
    <div className={`${classes.root} ${cell.staleSince ? classes.stale : ''}`}>
      <CellMark cell={cell} wrapping={roomy || (!since && 'once')} />
      <div className={`${classes.second} ${roomy ? classes.wrapped : ''}`}>
        {manyClusters ? (
          cell.clusters.map(share => (
            <Share
              key={share.cluster}
              share={share}
              several={cell.clusters.length > 1}
            />
          ))
        ) : (
          <span title={replicas.title}>{replicas.text}</span>
        )}
      </div>
      {since && (
        <div className={classes.asOf}>
          {t('cell.asOf', { time: <RelativeTime at={since} /> })}
        </div>
      )}
    </div>
  );
}

function Share({ share, several }: { share: ClusterShare; several: boolean }) {
  const classes = useStyles();
  const titleOf = useClusterTitle();
  const { cluster, status, staleSince } = share;
  const replicas = useReplicaWords()(share);
  return (
    <span
      className={`${classes.share} ${staleSince ? classes.stale : ''}`}
      title={replicas.title}
    >
      {several && (
        <span
          className={`${classes.share} ${
            classes[share.asleep ? 'unknown' : status]
          }`}
        >
          <StatusShape status={status} asleep={share.asleep} size={10} />
        </span>
      )}
      {titleOf(cluster)} {replicas.text}
    </span>
  );
}

/** Says how many are ready of how many, and how many of earlier revisions still are. */
function useReplicaWords() {
  const { t } = useTranslationRef(servicesTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  return (of: Pick<Cell, 'ready' | 'desired' | 'earlier' | 'asleep'>) => {
    if (of.asleep) {
      const asleep = shared('status.asleep');
      return { text: asleep, title: asleep };
    }
    const ready = String(of.ready);
    const desired = String(of.desired);
    const text = `${ready}/${desired}`;
    if (!of.earlier) {
      return { text, title: t('cell.replicas', { ready, desired }) };
    }
    const earlier = String(of.earlier);
    return {
      text: `${text} · ${t('cell.earlier', { earlier })}`,
      title: t('cell.replicasAndEarlier', { ready, desired, earlier }),
    };
  };
}
