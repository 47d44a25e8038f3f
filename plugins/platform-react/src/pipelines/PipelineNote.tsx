import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { platformReactTranslationRef } from '../language/ref';
import { Duration, RelativeTime } from '../time/Time';
import { useNow } from '../time/useNow';
import type { KnownPipelines } from './useBrokenPipelines';

/** What was read so lately counts as how it is now. */
const freshMs = 60_000;

const useStyles = makeStyles(theme => ({
  note: { marginBottom: theme.spacing(1.5) },
}));

/** What is not known of pipelines and why, and how old the rest is; nothing where all is known. */
export function PipelineNote(props: { known: KnownPipelines }) {
  const { t } = useTranslationRef(platformReactTranslationRef);
  const now = useNow(10_000);
  const { state, silent, unread, readAt } = props.known;
  if (state === 'not-read') return <Note>{t('pipeline.notRead')}</Note>;
  if (silent) {
    return (
      <Note title={silent.because.message}>
        {t('pipeline.silent', {
          count: silent.count,
          duration: <Duration at={silent.since} />,
        })}
      </Note>
    );
  }
  if (unread > 0) return <Note>{t('pipeline.unread', { count: unread })}</Note>;
  return readAt !== undefined && now - Date.parse(readAt) > freshMs ? (
    <Note>{t('pipeline.asOf', { time: <RelativeTime at={readAt} /> })}</Note>
  ) : null;
}

function Note({ children, title }: { children: ReactNode; title?: string }) {
  const classes = useStyles();
  return (
    <Typography
      role="status"
      component="div"
      className={classes.note}
      title={title}
    >
      {children}
    </Typography>
  );
}
