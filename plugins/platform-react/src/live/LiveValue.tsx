import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactElement, ReactNode } from 'react';
import type { Live } from './live';
import { LiveFailure, type FailureWords } from './LiveFailure';
import { StaleNote } from './StaleNote';

const useStyles = makeStyles({
  stale: { filter: 'grayscale(0.8)' },
});

/** What a page says where it cannot show its value. */
export interface LiveWords extends FailureWords {
  /** What is said, or stands here, before anything is known. */
  readonly loading: string | ReactElement;
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
  const { live, words, missing } = props;
  if (live.kind === 'loading') {
    return typeof words.loading === 'string' ? (
      <div role="status">
        <Typography gutterBottom>{words.loading}</Typography>
        <LinearProgress />
      </div>
    ) : (
      words.loading
    );
  }
  if (live.kind === 'failed') {
    const { because } = live;
    return <LiveFailure because={because} words={words} missing={missing} />;
  }
  return (
    <>
      <StaleNote live={live} />
      <div className={live.kind === 'stale' ? classes.stale : undefined}>
        {props.children(live.value)}
      </div>
    </>
  );
}
