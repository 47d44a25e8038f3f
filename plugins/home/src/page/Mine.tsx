import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { tellsAll, viewsOf } from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  ClusterTitles,
  Failure,
  PipelineNote,
  StaleNote,
  useBrokenPipelines,
  useLive,
  WaitingRuns,
} from '@pilothouse/plugin-platform-react';
import { useMemo } from 'react';
import { Changed } from '../changed/Changed';
import { sightOf } from '../changed/gone';
import { shownOf } from '../changed/seen';
import { homeTranslationRef } from '../language/ref';
import type { Me } from '../me/me';
import { datedView } from '../owned/dated';
import { isMine } from '../needs/needs';
import { titleOf, waitingOf } from '../needs/pipelines';
import { NeedsYou } from '../needs/NeedsYou';
import { useFailedRuns } from '../needs/useFailedRuns';
import { Owned, type Running } from '../owned/Owned';
import { useOwned } from '../owned/useOwned';
import { Setup } from '../setup/Setup';
import { FirstMinute } from '../steps/FirstMinute';

const useStyles = makeStyles(theme => ({
  part: {
    marginBottom: theme.spacing(4),
    '&:empty': { display: 'none' },
    '& h2': { fontSize: 18, margin: theme.spacing(0, 0, 1.5) },
  },
  stale: { filter: 'grayscale(0.8)' },
}));

type LiveServices = ReturnType<typeof useLive<'services.list'>>;

/** What needs me, what to try first, what is not up yet, what is mine and what changed. */
export function Mine({ me }: { me: Me }) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const live = useLive('services.list', {});
  const pipelines = useBrokenPipelines();
  const runs = useFailedRuns();
  const services = 'value' in live ? live.value : undefined;
  const stale = live.kind === 'stale' ? classes.stale : '';
  const running = useRunning(live, me.ownership);
  const lookedAfter = useMemo(
    () =>
      services && (running.ofAll ? [...running.views.values()] : running.mine),
    [services, running],
  );
  const rows = useMemo(() => lookedAfter?.map(({ row }) => row), [lookedAfter]);
  const common = {
    ofAll: services?.seesAll ?? false,
    manyClusters: (services?.clusters.length ?? 0) > 1,
    allAnswer: services?.clusters.every(tellsAll) ?? false,
  };
  const { shown, sight } = useMemo(() => {
    const all = Object.values(services?.services ?? {});
    return {
      shown: shownOf(all),
      sight: sightOf(rows ?? [], all, services?.clusters ?? []),
    };
  }, [services, rows]);
  return (
    <ClusterTitles clusters={services?.clusters ?? []}>
      <div className={classes.part}>
        <Note live={live} />
        <div role="status">
          {services && <ClusterNotes clusters={services.clusters} />}
        </div>
        {services && <PipelineNote known={pipelines} />}
        {lookedAfter && rows && (
          <div className={stale}>
            <WaitingRuns
              waiting={waitingOf(rows, pipelines.waiting)}
              nameOf={titleOf(rows)}
            />
            <NeedsYou
              services={lookedAfter}
              pipelines={pipelines}
              runs={runs}
              {...common}
            />
          </div>
        )}
      </div>
      <FirstMinute />
      <Setup />
      <section className={classes.part} aria-labelledby="owned">
        <h2 id="owned">{t('owned.title')}</h2>
        <Owned owned={useOwned(me.ownership)} running={running} />
      </section>
      <div className={`${classes.part} ${stale}`}>
        {rows && (
          <Changed services={rows} shown={shown} sight={sight} {...common} />
        )}
      </div>
    </ClusterTitles>
  );
}

function useRunning(live: LiveServices, ownership: readonly string[]): Running {
  return useMemo(() => {
    const services = 'value' in live ? live.value : undefined;
    const views = (services ? viewsOf(services) : []).map(view =>
      live.kind === 'stale' ? datedView(view, live.since) : view,
    );
    return {
      views: new Map(views.map(view => [view.key, view])),
      mine: views.filter(({ row }) => isMine(row, ownership)),
      ofAll: services?.seesAll ?? false,
    };
  }, [live, ownership]);
}

/** What is to be said of how well it is known what runs. */
function Note({ live }: { live: LiveServices }) {
  const { t } = useTranslationRef(homeTranslationRef);
  switch (live.kind) {
    case 'loading':
      return <Typography role="status">{t('needs.loading')}</Typography>;
    case 'failed':
      return (
        <Failure
          title={t('needs.failed')}
          advice={t('needs.failedAdvice')}
          error={live.because}
        />
      );
    case 'stale':
      return <StaleNote live={live} />;
    default:
      return null;
  }
}
