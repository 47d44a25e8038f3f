import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Failure,
  isNotAllowed,
  isNotFound,
  platformReactTranslationRef,
  RelativeTime,
  type Live,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { marketplaceTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  note: { marginBottom: theme.spacing(1.5) },
  stale: { filter: 'grayscale(0.8)' },
}));

/** Shows what is known; before, that it is not yet, or why not. */
export function Known<T>(props: {
  live: Live<T>;
  /** What stands here when there is no such thing. */
  missing?: ReactNode;
  children: (value: T) => ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const { live } = props;
  if (live.kind === 'loading') {
    return (
      <div role="status">
        <Typography gutterBottom>{t('page.loading')}</Typography>
        <LinearProgress />
      </div>
    );
  }
  if (live.kind === 'failed') {
    if (props.missing && isNotFound(live.because)) return <>{props.missing}</>;
    const refused = isNotAllowed(live.because);
    return (
      <Failure
        title={refused ? t('page.notAllowed') : t('page.failed')}
        advice={refused ? t('page.notAllowedAdvice') : t('page.failedAdvice')}
        error={live.because}
      />
    );
  }
  return (
    <>
      {live.kind === 'stale' && (
        <Typography role="status" className={classes.note}>
          {shared('live.stale', { time: <RelativeTime at={live.since} /> })}
        </Typography>
      )}
      <div className={live.kind === 'stale' ? classes.stale : undefined}>
        {props.children(live.value)}
      </div>
    </>
  );
}
