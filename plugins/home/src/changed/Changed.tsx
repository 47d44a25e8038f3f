import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceRow } from '@pilothouse/plugin-platform-common';
import { RelativeTime, runsPath } from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { whereOf } from '../needs/where';
import { changedSince, type Change } from './changed';
import type { Seen } from './seen';
import { useVisit, type News } from './useVisit';

const mostShown = 8;

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 2),
  },
  changes: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
    gap: theme.spacing(0.5, 3),
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontSize: 14,
    '& li': { display: 'flex', gap: theme.spacing(1.5), minWidth: 0 },
    '& time': { whiteSpace: 'nowrap' },
    '& a': { overflowWrap: 'anywhere' },
  },
}));

/** What of mine has changed since I last looked. */
export function Changed(props: {
  mine: readonly ServiceRow[];
  /** The changes of all that I may see. */
  shown: Seen;
  manyClusters: boolean;
  /** Whether what is not known to have changed has not. */
  allAnswer: boolean;
}) {
  const news = useVisit(props.shown);
  return news && props.mine.length > 0 ? (
    <Changes {...props} news={news} />
  ) : null;
}

function Changes(props: {
  mine: readonly ServiceRow[];
  manyClusters: boolean;
  allAnswer: boolean;
  news: News;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { from, isFirst, markSeen } = props.news;
  const changes = changedSince(props.mine, from);
  const rest = changes.length - mostShown;
  const nothingChanged = () => {
    if (!props.allAnswer) {
      return t('changed.notKnown');
    }
    return isFirst
      ? t('changed.noneFirst')
      : t('changed.none', { time: <RelativeTime at={from.since} /> });
  };
  return (
    <section aria-labelledby="changed">
      <div className={classes.head}>
        <h2 id="changed">
          {t(isFirst ? 'changed.titleFirst' : 'changed.title')}
        </h2>
        {changes.length > 0 && (
          <Button size="small" onClick={markSeen}>
            {t('changed.seen')}
          </Button>
        )}
      </div>
      {changes.length === 0 && <Typography>{nothingChanged()}</Typography>}
      <ul className={classes.changes}>
        {changes.slice(0, mostShown).map(change => (
          <li key={change.key}>
            <RelativeTime at={change.at} />
            <ChangeLine change={change} manyClusters={props.manyClusters} />
          </li>
        ))}
        {rest > 0 && (
          <li>
            <Link to="/services?team=mine">
              {t('changed.more', { count: rest })}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

function ChangeLine(props: { change: Change; manyClusters: boolean }) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { service: row, placement } = props.change;
  const service = row.title ?? row.name;
  const where = whereOf(placement, props.manyClusters);
  const { version } = placement;
  const line = version
    ? t('changed.line', { service, version, where })
    : t('changed.unversioned', { service, where });
  const path = runsPath(row);
  return path ? <Link to={path}>{line}</Link> : <span>{line}</span>;
}
