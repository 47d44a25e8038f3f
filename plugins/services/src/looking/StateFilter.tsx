import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import {
  countStatuses,
  statuses,
  type Status,
} from '@pilothouse/plugin-platform-common';
import { StatusShape, statusColors } from '@pilothouse/plugin-platform-react';
import { servicesTranslationRef } from '../language/ref';
import { toggled } from '../rows/filter';

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
  };
});

/** The answer in one line: how many there are, and how many of each state, to choose from. */
export function StateFilter(props: {
  title: string;
  /** What is to be added to how many there are. */
  notes?: readonly string[];
  /** What has no state is not counted among the states. */
  views: readonly { readonly status?: Status }[];
  states: readonly Status[];
  onChange: (states: Status[]) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { states } = props;
  const counts = countStatuses(props.views.flatMap(view => view.status ?? []));
  const worstFirst = [...statuses]
    .reverse()
    .filter(status => counts[status] > 0 || states.includes(status));
  return (
    <div role="group" aria-label={t('filter.states')} className={classes.root}>
      <h2>{props.title}</h2>
      {props.notes?.map(note => (
        <span key={note} className={classes.note}>
          {note}
        </span>
      ))}
      {worstFirst.map(status => (
        <ButtonBase
          key={status}
          className={`${classes.state} ${classes[status]}`}
          aria-pressed={states.includes(status)}
          onClick={() => props.onChange(toggled(states, status))}
        >
          <StatusShape status={status} size={14} />
          {t(`summary.${status}`, { number: String(counts[status]) })}
        </ButtonBase>
      ))}
    </div>
  );
}
