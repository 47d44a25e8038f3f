import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { messageOf } from '../client/errors';
import { platformReactTranslationRef } from '../language/ref';
import { RelativeTime } from '../time/Time';
import type { Live } from './live';
import { ViewError } from './ViewError';

const useStyles = makeStyles(theme => ({
  root: {
    marginBottom: theme.spacing(1.5),
    '& details': { fontSize: 13, overflowWrap: 'anywhere' },
    '& summary': { cursor: 'pointer', color: theme.palette.text.secondary },
  },
}));

/** How old a value is that is not followed, and why; nothing of any other. */
export function StaleNote({ live }: { live: Live<unknown> }) {
  const classes = useStyles();
  const { t } = useTranslationRef(platformReactTranslationRef);
  if (live.kind !== 'stale') {
    return null;
  }
  const { because, since } = live;
  const time = <RelativeTime at={since} />;
  return (
    <Typography role="status" component="div" className={classes.root}>
      {because instanceof ViewError ? (
        <>
          {t('live.untold', { time })}
          <details>
            <summary>{t('failure.details')}</summary>
            {messageOf(because)}
          </details>
        </>
      ) : (
        t('live.stale', { time })
      )}
    </Typography>
  );
}
