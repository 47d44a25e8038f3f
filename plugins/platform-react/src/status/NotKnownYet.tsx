import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { platformReactTranslationRef } from '../language/ref';
import { StatusShape } from './StatusShape';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  title: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
}));

/** Says, where there may be much to see soon, that it is not known yet whose teams they are. */
export function NotKnownYet(props: { retry?: string; onRetry?: () => void }) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const { onRetry } = props;
  return (
    <div role="status" className={classes.root}>
      <Typography variant="h6" component="p" className={classes.title}>
        <StatusShape status="progressing" />
        {t('notKnownYet.title')}
      </Typography>
      <Typography paragraph>{t('notKnownYet.why')}</Typography>
      <Typography>
        {t(onRetry ? 'notKnownYet.again' : 'notKnownYet.fills')}
      </Typography>
      {onRetry && (
        <Button variant="outlined" size="small" onClick={onRetry}>
          {props.retry ?? t('failure.retry')}
        </Button>
      )}
    </div>
  );
}
