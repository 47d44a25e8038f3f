import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { PlacementDetail } from '@pilothouse/plugin-platform-common';
import { statusColors, useNow } from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';
import { useRevisionName } from '../revisions/useRevisionName';
import { Glow } from '../ui/Glow';
import { Section } from '../ui/Section';
import { rolloutBars, type Bar } from './bars';
import { useRolloutWords } from './useRolloutWords';

const useStyles = makeStyles(theme => {
  const colors = statusColors[theme.palette.type];
  return {
    bars: {
      display: 'grid',
      gridTemplateColumns: 'minmax(80px, max-content) minmax(80px, 420px) auto',
      gap: theme.spacing(0.75, 1.5),
      alignItems: 'center',
      justifyContent: 'start',
      fontSize: 13,
    },
    name: { fontWeight: 600, overflowWrap: 'anywhere' },
    track: {
      position: 'relative',
      height: 14,
      borderRadius: 3,
      overflow: 'hidden',
      background: theme.palette.action.hover,
    },
    part: {
      position: 'absolute',
      inset: '0 auto 0 0',
      transition: 'width 400ms',
      '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
    },
    wanted: {
      border: `1px dashed ${theme.palette.text.secondary}`,
      boxSizing: 'border-box',
      borderRadius: 3,
    },
    old: { background: colors.unknown },
    new: { background: colors.progressing },
    done: { background: colors.healthy },
  };
});

/** A rollout as two bars that change places: what ran before, and what is to run. */
export function RolloutBars({ placement }: { placement: PlacementDetail }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const say = useRolloutWords(useNow(1_000));
  const bars = rolloutBars(placement);
  const { rollout, replicas } = placement;
  const done =
    rollout.kind === 'complete' && replicas.ready >= replicas.desired;
  return (
    <Section title={t('rollout.title')} aside={say(placement)}>
      <div className={classes.bars}>
        {bars.map(bar => (
          <BarRow key={bar.side} bar={bar} placement={placement} done={done} />
        ))}
      </div>
    </Section>
  );
}

function BarRow(props: {
  bar: Bar;
  placement: PlacementDetail;
  done: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const called = useRevisionName(props.placement.revisions);
  const { bar } = props;
  const fill = bar.side === 'new' && props.done ? 'done' : bar.side;
  const ready = `${bar.ready}`;
  const count =
    bar.side === 'new'
      ? t('rollout.new', { ready, wanted: `${bar.wanted}` })
      : t('rollout.old', { count: bar.ready });
  return (
    <>
      <span className={classes.name}>{called(bar.revision)}</span>
      <span className={classes.track} aria-hidden>
        <span
          className={`${classes.part} ${classes.wanted}`}
          style={{ width: `${bar.wantedShare * 100}%` }}
        />
        <span
          className={`${classes.part} ${classes[fill]}`}
          style={{ width: `${bar.readyShare * 100}%` }}
        />
      </span>
      <Glow of={count}>{count}</Glow>
    </>
  );
}
