import { makeStyles } from '@material-ui/core/styles';
import { goesOn, type PipelineRun } from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { StageStrip } from '../stages/StageStrip';
import { StateLabel } from '../state/StateLabel';
import { Took } from '../time/Took';
import { InnerLink } from '../ui/InnerLink';
import { CommitLine } from './CommitLine';
import { useCauseWords } from './useCauseWords';
import { useRunName } from './useRunName';
import { useTroubleWords } from './useTroubleWords';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'grid',
    gridTemplateColumns: '176px minmax(0, 1fr) minmax(0, 1fr) 100px',
    gap: theme.spacing(0.5, 2),
    alignItems: 'start',
    padding: theme.spacing(1, 1.5),
    fontSize: 13,
    // Rows out of sight are not drawn, so that hundreds do not make the page stand still.
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 75px',
    '&:hover': { background: theme.palette.action.hover },
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: 'minmax(0, 1fr) max-content',
    },
  },
  what: {
    minWidth: 0,
    [theme.breakpoints.down('sm')]: { gridColumn: '1 / -1', gridRow: 2 },
  },
  stages: {
    [theme.breakpoints.down('sm')]: { gridColumn: '1 / -1', gridRow: 3 },
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  why: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
  trouble: { overflowWrap: 'anywhere' },
  when: {
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    '& > div': { color: theme.palette.text.secondary },
  },
}));

/** One run in a list: its state, what it is about and why, its stages, how long and when. */
export function RunRow(props: {
  run: PipelineRun;
  /** Where it can be looked at. */
  to: string;
  /** Whether what is told of it may be over. */
  stale: boolean;
  /** Whose run it is, where that is not said around it. */
  service?: ReactNode;
}) {
  const { run, to, stale, service } = props;
  const classes = useStyles();
  const name = useRunName()(run);
  const causes = run.causes.map(useCauseWords());
  const trouble = useTroubleWords()(run);
  return (
    <li className={classes.row}>
      <StateLabel state={run.state} />
      <div className={classes.what}>
        <div>
          {service} {service && '· '}
          <InnerLink to={to} className={classes.name} inList>
            {name}
          </InnerLink>
        </div>
        {run.commit && <CommitLine commit={run.commit} />}
        {trouble.length > 0 && (
          <div className={classes.trouble}>{trouble.join(' · ')}</div>
        )}
        <div className={classes.why}>{causes.join(' · ')}</div>
      </div>
      <div className={classes.stages}>
        {run.stages && <StageStrip stages={run.stages} />}
      </div>
      <div className={classes.when}>
        <Took
          durationMs={run.durationMs}
          startedAt={run.startedAt}
          going={!stale && goesOn(run.state)}
        />
        <div>
          <RelativeTime at={run.startedAt} />
        </div>
      </div>
    </li>
  );
}
