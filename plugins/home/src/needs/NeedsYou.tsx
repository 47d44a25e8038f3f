import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceRow } from '@pilothouse/plugin-platform-common';
import {
  CellMark,
  Duration,
  nameOfRef,
  platformReactTranslationRef,
  runsPath,
  StatusLabel,
  useCauses,
} from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { needsOf, type Need } from './needs';
import { whereOf } from './where';

const mostShown = 6;

const useStyles = makeStyles(theme => ({
  needs: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 14,
  },
  need: {
    display: 'grid',
    gridTemplateColumns: 'minmax(160px, 240px) 1fr auto',
    gap: theme.spacing(0.5, 2),
    alignItems: 'baseline',
    padding: theme.spacing(1, 2),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    '& > *': { minWidth: 0 },
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
  },
  withTeam: {
    gridTemplateColumns: 'minmax(160px, 240px) minmax(72px, 128px) 1fr auto',
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
  },
  team: { overflowWrap: 'anywhere', color: theme.palette.text.secondary },
  cause: { overflowWrap: 'anywhere' },
  since: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
  more: { padding: theme.spacing(1, 2) },
}));

interface LookedAfter {
  services: readonly ServiceRow[];
  /** Whether they are those of all teams, so that each has to be told whose it is. */
  ofAll: boolean;
  manyClusters: boolean;
  /** Whether what is not known to be broken is not. */
  allAnswer: boolean;
}

/** What is broken of what I look after, worst first, with its cause; or that nothing is. */
export function NeedsYou(props: LookedAfter) {
  const { services, ofAll, manyClusters } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const needs = needsOf(services);
  if (needs.length === 0) {
    return <AllWell {...props} />;
  }
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{t(ofAll ? 'needs.titleOfAll' : 'needs.title')}</h2>
      <ul className={classes.needs}>
        {needs.slice(0, mostShown).map(need => (
          <NeedLine
            key={need.key}
            need={need}
            ofAll={ofAll}
            manyClusters={manyClusters}
          />
        ))}
        {needs.length > mostShown && (
          <li className={classes.more}>
            <Link to={ofAll ? '/services' : '/services?team=mine'}>
              {t('needs.more', { count: needs.length - mostShown })}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

function AllWell({ services, ofAll, allAnswer }: LookedAfter) {
  const { t } = useTranslationRef(homeTranslationRef);
  const settled = services.filter(({ status }) => status === 'healthy');
  const unsettled = services.length - settled.length;
  if (services.length === 0) {
    return null;
  }
  if (!allAnswer) {
    return (
      <StatusLabel
        status="unknown"
        word={t(ofAll ? 'needs.notKnownOfAll' : 'needs.notKnown')}
      />
    );
  }
  return unsettled === 0 ? (
    <StatusLabel
      status="healthy"
      word={t(ofAll ? 'needs.noneOfAll' : 'needs.none', {
        count: services.length,
      })}
    />
  ) : (
    <StatusLabel
      status="progressing"
      word={t(ofAll ? 'needs.underWayOfAll' : 'needs.underWay', {
        count: unsettled,
      })}
    />
  );
}

function NeedLine(props: {
  need: Need;
  ofAll: boolean;
  manyClusters: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const { sayLine } = useCauses();
  const { service, placement } = props.need;
  const { status, since, cause, replicas } = placement;
  const name = service.title ?? service.name;
  const where = whereOf(placement, props.manyClusters);
  const path = runsPath(service);
  return (
    <li className={`${classes.need} ${props.ofAll ? classes.withTeam : ''}`}>
      <CellMark
        cell={{ status, versions: [`${name} · ${where}`] }}
        spoken
        wrapping
      />
      {props.ofAll && (
        <span className={classes.team}>
          {service.owner ? nameOfRef(service.owner) : t('teams.none')}
        </span>
      )}
      <span className={classes.cause}>
        {sayLine({ replicas, causes: cause ? [cause] : [] })}
        {since && (
          <span className={classes.since}>
            {' · '}
            {shared('status.lasting', { duration: <Duration at={since} /> })}
          </span>
        )}
      </span>
      {path && (
        <Link to={path} aria-label={t('needs.openWhat', { name, where })}>
          {t('needs.open')}
        </Link>
      )}
    </li>
  );
}
