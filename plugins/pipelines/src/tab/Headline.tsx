import { makeStyles } from '@material-ui/core/styles';
import type { PipelineRun } from '@pilothouse/plugin-platform-common';
import {
  FailedTests,
  RelativeTime,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { queryOf } from '../data/address';
import { tellingRun } from '../data/headline';
import type { Service } from '../data/service';
import { CommitLine } from '../list/CommitLine';
import { useRunName } from '../list/useRunName';
import { useTroubleWords } from '../list/useTroubleWords';
import { StateLabel } from '../state/StateLabel';
import { InnerLink } from '../ui/InnerLink';

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 1.5),
    marginBottom: theme.spacing(1),
    fontSize: 15,
    overflowWrap: 'anywhere',
    '& > :first-child': { alignSelf: 'center' },
  },
  when: { color: theme.palette.text.secondary },
}));

/** As many failed tests as tell what is wrong without filling the page. */
const mostTests = 3;

/** In one line, whether the pipeline is all right; where tests failed, which and with what. */
export function Headline(props: {
  service: Service;
  runs: readonly PipelineRun[];
  stale: boolean;
}) {
  const classes = useStyles();
  const nameOf = useRunName();
  const troubleOf = useTroubleWords();
  const run = tellingRun(props.runs);
  if (!run) {
    return null;
  }
  const [trouble, ...more] = troubleOf(run);
  return (
    <>
      <div className={classes.line}>
        <StateLabel state={run.state} />
        <InnerLink to={queryOf({ run, trouble: false })}>
          {nameOf(run)}
        </InnerLink>
        {trouble && <span>{[trouble, ...more].join(' · ')}</span>}
        {run.commit && <CommitLine commit={run.commit} />}
        <span className={classes.when}>
          <RelativeTime at={run.startedAt} />
        </span>
      </div>
      {(run.tests?.failed ?? 0) > 0 && (
        <WhatFailed entityRef={props.service.entityRef} run={run} />
      )}
    </>
  );
}

function WhatFailed(props: { entityRef: string; run: PipelineRun }) {
  const { job, number } = props.run;
  const live = useLive('pipelines.run', {
    entityRef: props.entityRef,
    run: { job, number },
  });
  // Why it is not there is told by the list, which comes from the same server.
  const told =
    live.kind === 'current' || live.kind === 'stale' ? live.value : undefined;
  return told?.kind === 'known' ? (
    <FailedTests
      tests={told.run.failedTests}
      cut={told.run.failedTestsCut}
      most={mostTests}
    />
  ) : null;
}
