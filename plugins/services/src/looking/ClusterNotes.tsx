import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Cluster } from '@pilothouse/plugin-platform-common';
import {
  Duration,
  Silence,
  StatusShape,
  statusColors,
  useClockNote,
  useUnreadable,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { servicesTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: theme.spacing(0, 0, 1.5),
    padding: 0,
  },
  note: {
    display: 'flex',
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 1.5),
    fontSize: 14,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderLeft: `4px solid ${statusColors[theme.palette.type].unknown}`,
    '& .inner': { stroke: theme.palette.background.paper },
  },
  shape: {
    display: 'flex',
    paddingTop: 2,
    color: statusColors[theme.palette.type].unknown,
  },
}));

/** Which clusters do not answer or cannot be read whole, and why; nothing where all can. */
export function ClusterNotes({ clusters }: { clusters: readonly Cluster[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const sayUnreadable = useUnreadable();
  const sayClock = useClockNote();
  const silent = clusters.flatMap(({ name, title, knowledge }) =>
    knowledge.kind === 'live'
      ? []
      : [{ key: name, name: title ?? name, knowledge }],
  );
  const others = clusters.flatMap(cluster => [
    ...sayUnreadable(cluster),
    ...sayClock(cluster),
  ]);
  if (silent.length + others.length === 0) {
    return null;
  }
  return (
    <ul className={classes.root} aria-label={t('cluster.label')}>
      {silent.map(({ key, name, knowledge }) => (
        <Note
          key={key}
          status={knowledge.kind === 'connecting' ? 'progressing' : 'unknown'}
        >
          {t(`cluster.${knowledge.kind}`, {
            name: <strong>{name}</strong>,
            duration: <Duration at={knowledge.since} />,
          })}
          <Silence knowledge={knowledge} />
        </Note>
      ))}
      {others.map(line => (
        <Note key={line} status="unknown">
          {line}
        </Note>
      ))}
    </ul>
  );
}

function Note(props: {
  status: 'progressing' | 'unknown';
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <li className={classes.note}>
      <span className={classes.shape}>
        <StatusShape status={props.status} />
      </span>
      <div>{props.children}</div>
    </li>
  );
}
