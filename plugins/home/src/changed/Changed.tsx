import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceRow } from '@pilothouse/plugin-platform-common';
import {
  Duration,
  nameOfRef,
  RelativeTime,
  runsPath,
  useNow,
  useWhere,
} from '@pilothouse/plugin-platform-react';
import { Folded } from '../fold/Folded';
import { homeTranslationRef } from '../language/ref';
import { changedSince, type Change } from './changed';
import { goneSince, type Gone, type Sight } from './gone';
import type { Seen } from './seen';
import { useVisit, type News } from './useVisit';

const mostShown = 8;
const minuteMs = 60_000;

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
    '& li': {
      display: 'flex',
      alignItems: 'baseline',
      gap: theme.spacing(1.5),
      minWidth: 0,
    },
    '& time': { flex: 'none', minWidth: 84, whiteSpace: 'nowrap' },
    '& a': { overflowWrap: 'anywhere' },
  },
  team: { overflowWrap: 'anywhere', color: theme.palette.text.secondary },
}));

interface LookedAfter {
  services: readonly ServiceRow[];
  /** Whether they are those of all teams, so that each has to be told whose it is. */
  ofAll: boolean;
  manyClusters: boolean;
  /** Whether what is not known to have changed has not. */
  allAnswer: boolean;
  /** The workloads that are there. */
  sight: Sight;
}

/** What has changed of what I look after since I last looked. */
export function Changed({
  shown,
  ...lookedAfter
}: LookedAfter & {
  /** The changes of all that I may see. */
  shown: Seen;
}) {
  const { t } = useTranslationRef(homeTranslationRef);
  const news = useVisit(shown, lookedAfter.sight);
  if (lookedAfter.services.length === 0) return null;
  return news ? (
    <Changes {...lookedAfter} news={news} />
  ) : (
    <Typography role="status">{t('changed.reading')}</Typography>
  );
}

function Changes(props: LookedAfter & { news: News }) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { from, isFirst, isFirstLook, markSeen, thereBefore } = props.news;
  const { ofAll, manyClusters, services } = props;
  const changes = changedSince(services, from);
  const gone = goneSince(services, thereBefore, props.sight);
  const hasNews = changes.length + gone.length > 0;
  const isJustSeen = useNow() - Date.parse(from.since) < minuteMs;
  const nothingChanged = () => {
    if (!props.allAnswer) {
      return t(ofAll ? 'changed.notKnownOfAll' : 'changed.notKnown');
    }
    if (isFirst) {
      return t(ofAll ? 'changed.noneFirstOfAll' : 'changed.noneFirst');
    }
    if (isJustSeen) return t('changed.allSeen');
    const duration = <Duration at={from.since} />;
    return t(ofAll ? 'changed.noneOfAll' : 'changed.none', { duration });
  };
  return (
    <section aria-labelledby="changed">
      <div className={classes.head}>
        <h2 id="changed">
          {t(isFirst ? 'changed.titleFirst' : 'changed.title')}
        </h2>
        {hasNews && (
          <Button size="small" onClick={markSeen}>
            {t('changed.seen')}
          </Button>
        )}
      </div>
      {isFirst && isFirstLook && (
        <Typography variant="body2" color="textSecondary" gutterBottom>
          {t('changed.first')}
        </Typography>
      )}
      {!hasNews && <Typography>{nothingChanged()}</Typography>}
      <ul className={classes.changes}>
        <Folded most={mostShown}>
          {[
            ...gone.map(each => (
              <li key={each.key}>
                <span>
                  <GoneLine gone={each} manyClusters={manyClusters} />
                  {ofAll && <Team owner={each.service.owner} />}
                </span>
              </li>
            )),
            ...changes.map(change => (
              <li key={change.key}>
                <RelativeTime at={change.at} />
                <span>
                  <ChangeLine change={change} manyClusters={manyClusters} />
                  {ofAll && <Team owner={change.service.owner} />}
                </span>
              </li>
            )),
          ]}
        </Folded>
      </ul>
    </section>
  );
}

function ChangeLine(props: { change: Change; manyClusters: boolean }) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { service: row, placement } = props.change;
  const service = row.title ?? row.name;
  const where = useWhere()(
    placement,
    props.manyClusters,
    Object.values(row.placements),
  );
  return <RunsLink of={row}>{lineOf()}</RunsLink>;

  function lineOf() {
    const { version, change, replicas } = placement;
    switch (change?.kind) {
      case 'roll-back':
        return version
          ? t('changed.rollBack', { service, version, where })
          : t('changed.rollBackUnversioned', { service, where });
      case 'image':
      case 'restart':
      case 'configuration':
      case 'settings':
        return t(`changed.${change.kind}`, { service, where });
      case 'replicas':
        return t('changed.replicas', {
          service,
          where,
          replicas: `${replicas.desired}`,
        });
      default:
        return version
          ? t('changed.line', { service, version, where })
          : t('changed.unversioned', { service, where });
    }
  }
}

/** Nothing tells when it went: it was there when one looked, and is not now. */
function GoneLine(props: { gone: Gone; manyClusters: boolean }) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { service: row, placement } = props.gone;
  const where = useWhere()(
    placement,
    props.manyClusters,
    Object.values(row.placements),
  );
  const service = row.title ?? row.name;
  return <RunsLink of={row}>{t('changed.gone', { service, where })}</RunsLink>;
}

function RunsLink(props: { of: ServiceRow; children: string }) {
  const path = runsPath(props.of);
  return path ? (
    <Link to={path}>{props.children}</Link>
  ) : (
    <span>{props.children}</span>
  );
}

function Team({ owner }: { owner: string | undefined }) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  return (
    <span className={classes.team}>
      {' '}
      {owner ? nameOfRef(owner) : t('teams.none')}
    </span>
  );
}
