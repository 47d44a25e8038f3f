import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import {
  knowledgeOfPipelines,
  StatusLabel,
  type KnownPipelines,
} from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { NotKnownOf } from './NotKnownOf';
import type { KnownRuns } from './useFailedRuns';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 3) },
}));

/** How what I look after is when nothing of it is broken, beside what is not known. */
export function AllWell(props: {
  services: readonly ServiceView[];
  pipelines: KnownPipelines;
  runs: Pick<KnownRuns, 'knowledge'>;
  ofAll: boolean;
  allAnswer: boolean;
}) {
  const classes = useStyles();
  const { services, ofAll, allAnswer } = props;
  const runs = props.runs.knowledge;
  const pipelines = knowledgeOfPipelines(props.pipelines);
  if (services.length === 0) {
    return <NotKnownOf runs={runs} />;
  }
  return (
    <div className={classes.root}>
      <Services
        services={services}
        ofAll={ofAll}
        allAnswer={allAnswer}
        allElseKnown={runs === 'known' && pipelines === 'all'}
      />
      <NotKnownOf runs={runs} pipelines={pipelines} />
    </div>
  );
}

function Services(props: {
  services: readonly ServiceView[];
  ofAll: boolean;
  allAnswer: boolean;
  /** Whether nothing else of theirs is broken either. */
  allElseKnown: boolean;
}) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { services, ofAll, allAnswer, allElseKnown } = props;
  if (!allAnswer) {
    return (
      <StatusLabel
        status="unknown"
        word={t(ofAll ? 'needs.notKnownOfAll' : 'needs.notKnown')}
      />
    );
  }
  const count = (is: (view: ServiceView) => boolean) =>
    services.filter(is).length;
  const unsettled = count(({ status }) => status !== 'healthy');
  if (unsettled > 0) {
    return (
      <StatusLabel
        status="progressing"
        word={t(ofAll ? 'needs.underWayOfAll' : 'needs.underWay', {
          count: unsettled,
        })}
      />
    );
  }
  const awake = count(({ asleep, undeployed }) => !asleep && !undeployed);
  if (awake === services.length && allElseKnown) {
    return (
      <StatusLabel
        status="healthy"
        word={t(ofAll ? 'needs.noneOfAll' : 'needs.none', { count: awake })}
      />
    );
  }
  return (
    <Settled
      awake={awake}
      asleep={count(({ asleep }) => asleep)}
      undeployed={count(({ undeployed }) => undeployed)}
      allElseKnown={allElseKnown}
    />
  );
}

/** What is scaled to zero, or not deployed yet, is as it is wanted, and serves nobody. */
function Settled(props: {
  awake: number;
  asleep: number;
  undeployed: number;
  allElseKnown: boolean;
}) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { awake, asleep, undeployed, allElseKnown } = props;
  return (
    <>
      {awake > 0 && (
        <StatusLabel
          status="healthy"
          word={t(allElseKnown ? 'needs.awake' : 'needs.runs', {
            count: awake,
          })}
        />
      )}
      {asleep > 0 && (
        <StatusLabel
          status="healthy"
          asleep
          word={t('needs.asleep', { count: asleep })}
        />
      )}
      {undeployed > 0 && (
        <StatusLabel
          status="healthy"
          undeployed
          word={t('needs.undeployed', { count: undeployed })}
        />
      )}
    </>
  );
}
