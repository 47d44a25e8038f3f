import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { deploymentsTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 720, '& h2': { fontSize: 18, margin: 0 } },
  code: {
    padding: theme.spacing(1.5),
    overflow: 'auto',
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 13,
  },
}));

/** Nothing runs of the service; how a workload is joined to it. */
export function NothingRuns({ name }: { name: string }) {
  const classes = useStyles();
  const { t } = useTranslationRef(deploymentsTranslationRef);
  return (
    <div className={classes.root}>
      <h2>{t('nothing.title', { name })}</h2>
      <p>{t('nothing.how')}</p>
      <pre className={classes.code}>
        {`metadata:\n  labels:\n    backstage.io/kubernetes-id: ${name}`}
      </pre>
      <p>{t('nothing.template')}</p>
    </div>
  );
}
