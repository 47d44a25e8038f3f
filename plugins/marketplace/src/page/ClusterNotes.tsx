import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Cluster } from '@pilothouse/plugin-platform-common';
import {
  Duration,
  Silence,
  statusColors,
  useUnreadable,
} from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: { listStyle: 'none', margin: theme.spacing(0, 0, 2), padding: 0 },
  note: {
    padding: theme.spacing(0.75, 1.5),
    fontSize: 14,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderLeft: `4px solid ${statusColors[theme.palette.type].unknown}`,
  },
}));

/** Which clusters do not answer or cannot be read whole, and why; nothing where all can. */
export function ClusterNotes(props: {
  clusters: readonly Cluster[];
  /** Names of those that are being read for the first time. */
  pending?: readonly string[];
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const sayUnreadable = useUnreadable();
  const { clusters, pending = [] } = props;
  const notes = clusters.flatMap(cluster => {
    const { name, title = name, knowledge } = cluster;
    return [
      ...(knowledge.kind === 'live'
        ? []
        : [
            <li key={`${name} silent`} className={classes.note}>
              {t(`cluster.${knowledge.kind}`, {
                name: <strong>{title}</strong>,
                duration: <Duration at={knowledge.since} />,
              })}
              <Silence knowledge={knowledge} />
            </li>,
          ]),
      ...(knowledge.kind === 'live' && pending.includes(name)
        ? [
            <li key={`${name} pending`} className={classes.note} role="status">
              {t('cluster.pending', { name: <strong>{title}</strong> })}
            </li>,
          ]
        : []),
      ...sayUnreadable(cluster).map(line => (
        <li key={line} className={classes.note}>
          {line}
        </li>
      )),
    ];
  });
  return notes.length === 0 ? null : (
    <ul className={classes.root} aria-label={t('cluster.label')}>
      {notes}
    </ul>
  );
}
