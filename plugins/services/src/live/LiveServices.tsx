import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Services } from '@pilothouse/plugin-platform-common';
import {
  Failure,
  isNotAllowed,
  platformReactTranslationRef,
  RelativeTime,
  type Live,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { servicesTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  note: { marginBottom: theme.spacing(1.5) },
  stale: { filter: 'grayscale(0.8)' },
}));

/** Shows services as soon as they are known; before, that they are not yet, or why not. */
export function LiveServices(props: {
  live: Live<Services>;
  children: (services: Services) => ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const { live } = props;
  if (live.kind === 'loading') {
    return (
      <div role="status">
        <Typography gutterBottom>{t('list.loading')}</Typography>
        <LinearProgress />
      </div>
    );
  }
  if (live.kind === 'failed') {
    const refused = isNotAllowed(live.because);
    return (
      <Failure
        title={refused ? t('list.notAllowed') : t('list.failed')}
        advice={refused ? t('list.notAllowedAdvice') : t('list.failedAdvice')}
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
