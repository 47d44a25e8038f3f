import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { isNotKnownYet, messageOf } from '../client/errors';
import { platformReactTranslationRef } from '../language/ref';
import { statusColors } from './colors';
import { NotKnownYet } from './NotKnownYet';
import { StatusShape } from './StatusShape';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    border: `1px solid ${statusColors[theme.palette.type].failed}`,
    borderRadius: theme.shape.borderRadius,
    '& pre': { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
    '& p': { margin: theme.spacing(1, 0) },
  },
  title: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontWeight: 600,
    color: statusColors[theme.palette.type].failed,
    '& .inner': { stroke: theme.palette.background.paper },
  },
}));

/**
 * Something that could not be had: the cause, then what to do, then the raw message. What
 * the portal only does not know yet is no failure, and is told as such.
 */
export function Failure(props: {
  title: string;
  advice?: string;
  error: Error;
  /** What the button to try again says, where there is a better word. */
  retry?: string;
  onRetry?: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  if (isNotKnownYet(props.error)) {
    return <NotKnownYet retry={props.retry} onRetry={props.onRetry} />;
  }
  return (
    <div role="alert" className={classes.root}>
      <div className={classes.title}>
        <StatusShape status="failed" />
        {props.title}
      </div>
      {props.advice && <p>{props.advice}</p>}
      <details>
        <summary>{t('failure.details')}</summary>
        <pre>{messageOf(props.error)}</pre>
      </details>
      {props.onRetry && (
        <Button variant="outlined" size="small" onClick={props.onRetry}>
          {props.retry ?? t('failure.retry')}
        </Button>
      )}
    </div>
  );
}
