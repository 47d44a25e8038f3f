import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { isNotAllowed, isNotFound } from '../client/errors';
import { platformReactTranslationRef } from '../language/ref';
import { Failure } from '../status/Failure';
import { RelativeTime } from '../time/Time';
import type { Live } from './live';

const useStyles = makeStyles(theme => ({
  note: { marginBottom: theme.spacing(1.5) },
  stale: { filter: 'grayscale(0.8)' },
}));

/** What a page says where it cannot show its value. */
export interface LiveWords {
  readonly loading: string;
  readonly failed: string;
  readonly failedAdvice: string;
  readonly notAllowed: string;
  readonly notAllowedAdvice: string;
}

/** Shows a live value as soon as it is known; before, that it is not yet, or why not. */
export function LiveValue<T>(props: {
  live: Live<T>;
  words: LiveWords;
  /** What stands here when there is no such thing. */
  missing?: ReactNode;
  children: (value: T) => ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  const { live, words } = props;
  if (live.kind === 'loading') {
    return (
      <div role="status">
        <Typography gutterBottom>{words.loading}</Typography>
        <LinearProgress />
      </div>
    );
  }
  if (live.kind === 'failed') {
    if (props.missing && isNotFound(live.because)) return <>{props.missing}</>;
    const refused = isNotAllowed(live.because);
    return (
      <Failure
        title={refused ? words.notAllowed : words.failed}
        advice={refused ? words.notAllowedAdvice : words.failedAdvice}
        error={live.because}
      />
    );
  }
  return (
    <>
      {live.kind === 'stale' && (
        <Typography role="status" className={classes.note}>
          {t('live.stale', { time: <RelativeTime at={live.since} /> })}
        </Typography>
      )}
      <div className={live.kind === 'stale' ? classes.stale : undefined}>
        {props.children(live.value)}
      </div>
    </>
  );
}
