import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { pipelinesTranslationRef } from '../language/ref';
import { StateMark } from './StateMark';
import type { AnyState } from './states';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontWeight: 600,
    whiteSpace: 'nowrap',
    '& .inner': { stroke: theme.palette.background.paper },
  },
}));

/** What a run or a stage is doing, or how it ended, by shape, color and word. */
export function StateLabel({ state }: { state: AnyState }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <span className={classes.root} data-state={state}>
      <StateMark state={state} />
      {t(`state.${state}`)}
    </span>
  );
}
