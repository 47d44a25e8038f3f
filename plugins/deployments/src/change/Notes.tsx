import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ChangeNote } from '@pilothouse/plugin-platform-common';
import {
  StatusShape,
  statusColors,
  useCauses,
} from '@pilothouse/plugin-platform-react';
import { deploymentsTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', padding: 0, margin: theme.spacing(1, 0) },
  note: {
    display: 'flex',
    gap: theme.spacing(1),
    margin: theme.spacing(0.5, 0),
    '& svg': { marginTop: 3 },
  },
  mark: { color: statusColors[theme.palette.type].degraded },
}));

/** What to know before a change is made, in words. */
export function Notes({ notes }: { notes: readonly ChangeNote[] }) {
  const classes = useStyles();
  const say = useNoteWords();
  if (notes.length === 0) {
    return null;
  }
  return (
    <ul className={classes.list}>
      {notes.map(note => (
        <li key={JSON.stringify(note)} className={classes.note}>
          {note.kind !== 'unchanged' && (
            <span className={classes.mark}>
              <StatusShape status="degraded" />
            </span>
          )}
          <span>{say(note)}</span>
        </li>
      ))}
    </ul>
  );
}

function useNoteWords(): (note: ChangeNote) => string {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { sayCause } = useCauses();
  /** As it is told of pods that were refused already. */
  const shortage = ({
    pods,
    ...short
  }: Extract<ChangeNote, { kind: 'quota' }>) =>
    sayCause({
      severity: 'degraded',
      pods,
      facts: { ...short, kind: 'quota-exceeded' },
    }).what;
  return note => {
    switch (note.kind) {
      case 'autoscaled':
        return t('note.autoscaled', {
          autoscaler: note.autoscaler,
          min: `${note.min}`,
          max: `${note.max}`,
        });
      case 'autoscaler-pauses':
        return t('note.autoscalerPauses', { autoscaler: note.autoscaler });
      case 'quota':
        return t('note.quota', { count: note.pods, why: shortage(note) });
      case 'limit-range':
        return t('note.limitRange', {
          why: sayCause({ severity: 'failed', pods: 1, facts: note }).what,
        });
      case 'kept-by-git':
        return t(`note.keptByGit.${note.by}`);
      case 'budget':
        return note.allowed > 0
          ? t('note.budget', { budget: note.budget, count: note.allowed })
          : t('note.budgetExhausted', { budget: note.budget });
      case 'next-deployment':
        return t('note.nextDeployment');
      case 'unbinds':
        return t('note.unbinds', {
          instance: note.instance,
          parts: [...note.variables, ...note.files].join(', '),
        });
      case 'to-zero':
        return t('note.toZero');
      default:
        return t('note.unchanged');
    }
  };
}
