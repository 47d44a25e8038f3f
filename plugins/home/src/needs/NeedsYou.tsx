import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { areAsleep, type ServiceRow } from '@pilothouse/plugin-platform-common';
import {
  CellMark,
  Duration,
  knowledgeOfPipelines,
  nameOfRef,
  platformReactTranslationRef,
  runPath,
  runsPath,
  StatusLabel,
  useCauses,
  usePipelineWords,
  type KnownPipelines,
} from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { needsOf, type Need } from './needs';
import { failingOf, type Failing } from './pipelines';
import type { ReactNode } from 'react';
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
  states: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 3) },
}));

interface LookedAfter {
  services: readonly ServiceRow[];
  pipelines: KnownPipelines;
  /** Whether they are those of all teams, so that each has to be told whose it is. */
  ofAll: boolean;
  manyClusters: boolean;
  /** Whether what is not known to be broken is not. */
  allAnswer: boolean;
}

/** What is broken of what I look after, worst first, with its cause; or that nothing is. */
export function NeedsYou(props: LookedAfter) {
  const { services, pipelines, ofAll, manyClusters } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const lines = [
    ...needsOf(services).map(need => (
      <NeedLine
        key={need.key}
        need={need}
        ofAll={ofAll}
        manyClusters={manyClusters}
      />
    )),
    ...failingOf(services, pipelines.services).map(failing => (
      <FailingLine key={failing.entityRef} failing={failing} ofAll={ofAll} />
    )),
  ];
  if (lines.length === 0) {
    return <AllWell {...props} />;
  }
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{t(ofAll ? 'needs.titleOfAll' : 'needs.title')}</h2>
      <ul className={classes.needs}>
        {lines.slice(0, mostShown)}
        {lines.length > mostShown && (
          <li className={classes.more}>
            <Link to={ofAll ? '/services' : '/services?team=mine'}>
              {t('needs.more', { count: lines.length - mostShown })}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

function AllWell({ services, pipelines, ofAll, allAnswer }: LookedAfter) {
  const { t } = useTranslationRef(homeTranslationRef);
  const settled = services.filter(({ status }) => status === 'healthy');
  const unsettled = services.length - settled.length;
  const known = knowledgeOfPipelines(pipelines);
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
  if (unsettled > 0) {
    return (
      <States pipelines={known}>
        <StatusLabel
          status="progressing"
          word={t(ofAll ? 'needs.underWayOfAll' : 'needs.underWay', {
            count: unsettled,
          })}
        />
      </States>
    );
  }
  const asleep = services.filter(({ placements }) =>
    areAsleep(Object.values(placements)),
  ).length;
  if (asleep > 0 || known !== 'all') {
    return (
      <States pipelines={known}>
        <Settled
          asleep={asleep}
          awake={services.length - asleep}
          known={known === 'all'}
        />
      </States>
    );
  }
  return (
    <StatusLabel
      status="healthy"
      word={t(ofAll ? 'needs.noneOfAll' : 'needs.none', {
        count: services.length,
      })}
    />
  );
}

/** How services are, and that their pipelines are not known where that is so. */
function States(props: {
  children: ReactNode;
  pipelines: ReturnType<typeof knowledgeOfPipelines>;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { children, pipelines } = props;
  return (
    <div className={classes.states}>
      {children}
      {pipelines === 'reading' && (
        <StatusLabel status="progressing" word={t('needs.pipelinesReading')} />
      )}
      {pipelines === 'not-known' && (
        <StatusLabel status="unknown" word={t('needs.pipelinesNotKnown')} />
      )}
    </div>
  );
}

/** What is scaled to zero is as it is wanted, and serves nobody. */
function Settled(props: { asleep: number; awake: number; known: boolean }) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { asleep, awake, known } = props;
  return (
    <>
      {awake > 0 && (
        <StatusLabel
          status="healthy"
          word={t(known ? 'needs.awake' : 'needs.runs', { count: awake })}
        />
      )}
      {asleep > 0 && (
        <StatusLabel
          status="healthy"
          asleep
          word={t('needs.asleep', { count: asleep })}
        />
      )}
    </>
  );
}

function NeedLine(props: {
  need: Need;
  ofAll: boolean;
  manyClusters: boolean;
}) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const { sayLine } = useCauses();
  const { service, placement } = props.need;
  const { status, since, cause, replicas } = placement;
  const name = service.title ?? service.name;
  const where = whereOf(placement, props.manyClusters);
  const path = runsPath(service);
  return (
    <Line
      mark={
        <CellMark
          cell={{ status, versions: [`${name} · ${where}`] }}
          spoken
          wrapping
        />
      }
      owner={props.ofAll ? service.owner ?? t('teams.none') : undefined}
      since={
        since && shared('status.lasting', { duration: <Duration at={since} /> })
      }
      to={path}
      toWhat={t('needs.openWhat', { name, where })}
    >
      {sayLine({ replicas, causes: cause ? [cause] : [] })}
    </Line>
  );
}

function FailingLine(props: { failing: Failing; ofAll: boolean }) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const say = usePipelineWords();
  const { entityRef, name, owner, broken } = props.failing;
  const { run, since, sinceOrEarlier } = broken;
  const status = run.state === 'unstable' ? 'degraded' : 'failed';
  return (
    <Line
      mark={<CellMark cell={{ status, versions: [name] }} spoken wrapping />}
      owner={props.ofAll ? owner ?? t('teams.none') : undefined}
      since={shared(
        sinceOrEarlier ? 'pipeline.lastingAtLeast' : 'status.lasting',
        { duration: <Duration at={since} /> },
      )}
      to={runPath(entityRef, run)}
      toWhat={shared('pipeline.open', { name, number: `${run.number}` })}
    >
      {say(broken)}
    </Line>
  );
}

/** What it is, whose, what is wrong and since when, and where to see it. */
function Line(props: {
  mark: ReactNode;
  owner?: string;
  children: ReactNode;
  since: ReactNode;
  to: string | undefined;
  toWhat: string;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { owner, since, to } = props;
  const hasTeam = owner !== undefined;
  return (
    <li className={`${classes.need} ${hasTeam ? classes.withTeam : ''}`}>
      {props.mark}
      {hasTeam && <span className={classes.team}>{nameOfRef(owner)}</span>}
      <span className={classes.cause}>
        {props.children}
        {since && (
          <span className={classes.since}>
            {' · '}
            {since}
          </span>
        )}
      </span>
      {to && (
        <Link to={to} aria-label={props.toWhat}>
          {t('needs.open')}
        </Link>
      )}
    </li>
  );
}
