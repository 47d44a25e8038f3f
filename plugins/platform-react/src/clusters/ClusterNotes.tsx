import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Cluster } from '@pilothouse/plugin-platform-common';
import type { ReactNode } from 'react';
import { platformReactTranslationRef } from '../language/ref';
import { statusColors } from '../status/colors';
import { StatusShape } from '../status/StatusShape';
import { Duration } from '../time/Time';
import { Silence } from './Silence';
import { useClockNote } from './useClockNote';
import { useUnreadable } from './useUnreadable';

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
    overflowWrap: 'anywhere',
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

type Unheard = Exclude<Cluster['knowledge'], { kind: 'live' }>;

/**
 * Which clusters are not heard, since when and why, which are being read, which cannot be
 * read whole, and whose clock is off; nothing where all is well.
 */
export function ClusterNotes(props: {
  /** Of which it is told when they are not heard. */
  clusters: readonly Cluster[];
  /** Of which it is told what cannot be read, and whose clock is off; else the same. */
  readable?: readonly Cluster[];
  /** Names of those that answer and are being read for the first time. */
  pending?: readonly string[];
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const sayUnreadable = useUnreadable();
  const sayClock = useClockNote();
  const { clusters, readable = clusters, pending = [] } = props;
  const silent = clusters.flatMap(({ name, title, knowledge }) =>
    knowledge.kind === 'live'
      ? []
      : [{ key: name, name: title ?? name, knowledge }],
  );
  const read = clusters.filter(
    ({ name, knowledge }) =>
      knowledge.kind === 'live' && pending.includes(name),
  );
  const others = readable.flatMap(cluster => [
    ...sayUnreadable(cluster),
    ...sayClock(cluster),
  ]);
  if (silent.length + read.length + others.length === 0) {
    return null;
  }
  return (
    <ul className={classes.root} aria-label={t('cluster.label')}>
      {silent.map(({ key, name, knowledge }) => (
        <Note
          key={key}
          status={knowledge.kind === 'connecting' ? 'progressing' : 'unknown'}
        >
          {t(`cluster.${wordOf(knowledge)}`, {
            name,
            duration: <Duration at={knowledge.since} />,
          })}
          <Silence knowledge={knowledge} />
        </Note>
      ))}
      {read.map(({ name, title }) => (
        <Note key={name} status="progressing">
          <span role="status">
            {t('cluster.pending', { name: title ?? name })}
          </span>
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

/** Of one that tells a part, only what it does not tell is old. */
function wordOf(knowledge: Unheard) {
  if (knowledge.kind !== 'stale') return knowledge.kind;
  switch (knowledge.reason) {
    case 'in-part':
      return 'inPart';
    case 'catching-up':
      return 'catchingUp';
    case 'rights-unknown':
      return 'rightsUnknown';
    default:
      return 'stale';
  }
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
