import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  innermostStages,
  type PipelineStage,
} from '@pilothouse/plugin-platform-common';
import { statusColors } from '@pilothouse/plugin-platform-react';
import { pipelinesTranslationRef } from '../language/ref';
import { StateLabel } from '../state/StateLabel';
import { statusOf } from '../state/states';
import { Took } from '../time/Took';
import { depthOf, shareOf } from './depth';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    maxWidth: 960,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
  },
  stage: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 176px 64px 20%',
    alignItems: 'center',
    gap: theme.spacing(0, 2),
    padding: theme.spacing(0.75, 1.5),
    fontSize: 13,
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr) max-content 60px',
    },
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  why: {
    fontWeight: 400,
    color: theme.palette.text.secondary,
    overflowWrap: 'anywhere',
  },
  took: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  track: {
    height: 6,
    borderRadius: 3,
    background: theme.palette.action.hover,
    [theme.breakpoints.down('xs')]: { display: 'none' },
  },
  bar: { height: '100%', minWidth: 2, borderRadius: 3 },
}));

const useBarStyles = makeStyles(theme => {
  const colors = statusColors[theme.palette.type];
  return {
    healthy: { background: colors.healthy },
    progressing: { background: colors.progressing },
    degraded: { background: colors.degraded },
    failed: { background: colors.failed },
    unknown: { background: colors.unknown },
    none: { background: theme.palette.text.disabled },
  };
});

/** The stages of a run one below the other: how each is, how long it took, and why it failed. */
export function StageList(props: {
  stages: readonly PipelineStage[];
  /** Whether what is told of them may be over. */
  stale: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { stages, stale } = props;
  const innermost = new Set(innermostStages(stages));
  return (
    <ol className={classes.root} aria-label={t('stages.title')}>
      {stages.map(stage => (
        <li key={stage.id} className={classes.stage}>
          <span
            className={classes.name}
            style={{ paddingLeft: depthOf(stage, stages) * 16 }}
          >
            {stage.name}
            {stage.because && innermost.has(stage) && (
              <div className={classes.why}>{stage.because}</div>
            )}
          </span>
          <StateLabel state={stage.state} />
          <span className={classes.took}>
            {stage.durationMs !== undefined && stage.state !== 'skipped' && (
              <Took
                durationMs={stage.durationMs}
                startedAt={stage.startedAt}
                going={!stale && stage.state === 'running'}
              />
            )}
          </span>
          <Bar stage={stage} stages={stages} />
        </li>
      ))}
    </ol>
  );
}

function Bar(props: {
  stage: PipelineStage;
  stages: readonly PipelineStage[];
}) {
  const classes = useStyles();
  const bars = useBarStyles();
  const share = shareOf(props.stage, props.stages);
  const status = statusOf[props.stage.state];
  return (
    <span className={classes.track} aria-hidden>
      {share > 0 && (
        <div
          className={`${classes.bar} ${bars[status ?? 'none']}`}
          style={{ width: `${share * 100}%` }}
        />
      )}
    </span>
  );
}
