import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { areAsleep, type ServiceRow } from '@pilothouse/plugin-platform-common';
import {
  knowledgeOfPipelines,
  StatusLabel,
  type KnownPipelines,
} from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { FailingLine, NeedLine, RunLine } from './lines';
import { needsOf } from './needs';
import { failingOf } from './pipelines';
import type { KnownRuns } from './useFailedRuns';
import type { ReactNode } from 'react';

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
  more: { padding: theme.spacing(1, 2) },
  states: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 3) },
}));

interface LookedAfter {
  services: readonly ServiceRow[];
  pipelines: KnownPipelines;
  runs: KnownRuns;
  /** Whether they are those of all teams, so that each has to be told whose it is. */
  ofAll: boolean;
  manyClusters: boolean;
  /** Whether what is not known to be broken is not. */
  allAnswer: boolean;
}

/** What is broken of what I look after, worst first, with its cause; or that nothing is. */
export function NeedsYou(props: LookedAfter) {
  const { services, pipelines, runs, ofAll, manyClusters } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const lines = [
    ...runs.failed.map(run => (
      <RunLine key={run.id} run={run} ofAll={ofAll} onDone={runs.done} />
    )),
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

function AllWell({ services, pipelines, runs, ofAll, allAnswer }: LookedAfter) {
  const { t } = useTranslationRef(homeTranslationRef);
  const settled = services.filter(({ status }) => status === 'healthy');
  const unsettled = services.length - settled.length;
  const known = knowledgeOfPipelines(pipelines);
  if (runs.knowledge === 'not-known') {
    return <StatusLabel status="unknown" word={t('needs.runsNotKnown')} />;
  }
  if (services.length === 0 || runs.knowledge === 'reading') {
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
