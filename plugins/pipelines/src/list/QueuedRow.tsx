import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { QueuedRun } from '@pilothouse/plugin-platform-common';
import { RelativeTime, StatusLabel } from '@pilothouse/plugin-platform-react';
import { pipelinesTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1, 1.5),
    fontSize: 13,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  why: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
}));

/** A run that waits for its turn, and for what. */
export function QueuedRow({ queued }: { queued: QueuedRun }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { branch, job, because, queuedAt } = queued;
  return (
    <li className={classes.root}>
      <StatusLabel status="progressing" word={t('queue.waits')} />
      <strong>{branch ?? job}</strong>
      {because && <span className={classes.why}>{because}</span>}
      {queuedAt && <RelativeTime at={queuedAt} />}
    </li>
  );
}
