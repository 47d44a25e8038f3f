import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { servicesTranslationRef } from '../language/ref';
import { runsNowhereElse } from '../rows/known';

const useStyles = makeStyles(theme => ({
  root: { color: theme.palette.text.secondary },
}));

/** Where nothing of a service is known to run: whether that says that nothing does. */
export function NothingHere(props: { view: ServiceView; allAnswer: boolean }) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const isKnown = runsNowhereElse(props.view, props.allAnswer);
  return (
    <span
      className={classes.root}
      title={t(isKnown ? 'cell.nothing' : 'cell.notKnown')}
    >
      {isKnown ? '–' : '?'}
    </span>
  );
}
