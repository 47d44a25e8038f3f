import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import { StatusShape, statusColors } from '@pilothouse/plugin-platform-react';
import { servicesTranslationRef } from '../language/ref';
import { toggled } from '../rows/filter';
import {
  countStates,
  states as allStates,
  type State,
  type Stated,
} from '../rows/states';

const useStyles = makeStyles(theme => {
  const colors = statusColors[theme.palette.type];
  return {
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      marginBottom: theme.spacing(1.5),
      '& h2': { margin: theme.spacing(0, 1, 0, 0), fontSize: 16 },
      '& .inner': { stroke: theme.palette.background.paper },
    },
    note: {
      marginRight: theme.spacing(1),
      fontSize: 14,
      color: theme.palette.text.secondary,
    },
    state: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      padding: theme.spacing(0.25, 1.25),
      fontSize: 14,
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 16,
      '&:focus-visible': { outline: '2px solid currentColor' },
      '&[aria-pressed="true"]': {
        borderColor: 'currentColor',
        boxShadow: 'inset 0 0 0 1px currentColor',
      },
    },
    healthy: { color: colors.healthy },
    progressing: { color: colors.progressing },
    degraded: { color: colors.degraded },
    failed: { color: colors.failed },
    unknown: { color: colors.unknown },
    asleep: { color: colors.unknown },
    undeployed: { color: colors.unknown },
  };
});

/** The answer in one line: how many there are, and how many of each state, to choose from. */
export function StateFilter(props: {
  title: string;
  /** What is to be added to how many there are. */
  notes?: readonly string[];
  /** What has no state is not counted among the states. */
  views: readonly Stated[];
  states: readonly State[];
  onChange: (states: State[]) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { states } = props;
  const counts = countStates(props.views);
  const worstFirst = [...allStates]
    .reverse()
    .filter(state => counts[state] > 0 || states.includes(state));
  return (
    <div role="group" aria-label={t('filter.states')} className={classes.root}>
      <h2>{props.title}</h2>
      {props.notes?.map(note => (
        <span key={note} className={classes.note}>
          {note}
        </span>
      ))}
      {worstFirst.map(state => (
        <ButtonBase
          key={state}
          className={`${classes.state} ${classes[state]}`}
          aria-pressed={states.includes(state)}
          onClick={() => props.onChange(toggled(states, state))}
        >
          <StatusShape
            status={
              state === 'asleep' || state === 'undeployed' ? 'healthy' : state
            }
            asleep={state === 'asleep'}
            undeployed={state === 'undeployed'}
            size={14}
          />
          {t(`summary.${state}`, { number: String(counts[state]) })}
        </ButtonBase>
      ))}
    </div>
  );
}
