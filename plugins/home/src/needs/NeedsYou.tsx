import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import type { KnownPipelines } from '@pilothouse/plugin-platform-react';
import { Folded } from '../fold/Folded';
import { homeTranslationRef } from '../language/ref';
import { AllWell } from './AllWell';
import { FailingLine, NeedLine, RunLine } from './lines';
import { needsOf } from './needs';
import { NotKnownOf } from './NotKnownOf';
import { failingOf } from './pipelines';
import type { KnownRuns } from './useFailedRuns';

const mostShown = 6;

const useStyles = makeStyles(theme => ({
  needs: {
    listStyle: 'none',
    margin: theme.spacing(0, 0, 1),
    padding: 0,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 14,
  },
  more: { padding: theme.spacing(1, 2) },
}));

/** What is broken of what I look after, worst first, with its cause; or that nothing is. */
export function NeedsYou(props: {
  services: readonly ServiceView[];
  pipelines: KnownPipelines;
  runs: KnownRuns;
  /** Whether they are those of all teams, so that each has to be told whose it is. */
  ofAll: boolean;
  manyClusters: boolean;
  /** Whether what is not known to be broken is not. */
  allAnswer: boolean;
}) {
  const { services, pipelines, runs, ofAll, manyClusters } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const rows = services.map(({ row }) => row);
  const lines = [
    ...runs.failed.map(run => (
      <RunLine key={run.id} run={run} ofAll={ofAll} onDone={runs.done} />
    )),
    ...needsOf(rows).map(need => (
      <NeedLine
        key={need.key}
        need={need}
        ofAll={ofAll}
        manyClusters={manyClusters}
      />
    )),
    ...failingOf(rows, pipelines.services).map(failing => (
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
        <Folded most={mostShown} className={classes.more}>
          {lines}
        </Folded>
      </ul>
      <NotKnownOf runs={runs.knowledge} />
    </section>
  );
}
