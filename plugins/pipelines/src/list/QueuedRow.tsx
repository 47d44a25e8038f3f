import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  PipelineRun,
  QueuedRun,
} from '@pilothouse/plugin-platform-common';
import { RelativeTime, StatusLabel } from '@pilothouse/plugin-platform-react';
import { queryOf } from '../data/address';
import { pipelinesTranslationRef } from '../language/ref';
import { InnerLink } from '../ui/InnerLink';
import { useRunName } from './useRunName';

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
export function QueuedRow(props: {
  queued: QueuedRun;
  /** The run whose question it waits behind. */
  heldBy?: PipelineRun;
}) {
  const { queued, heldBy } = props;
  const classes = useStyles();
  const nameOf = useRunName();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { branch, job, because, queuedAt } = queued;
  return (
    <li className={classes.root}>
      <StatusLabel status="progressing" word={t('queue.waits')} />
      <strong>{branch ?? job}</strong>
      {heldBy ? (
        <span className={classes.why} title={because}>
          {t('queue.held', { run: nameOf(heldBy) })}{' '}
          <InnerLink to={queryOf({ run: heldBy, trouble: false })}>
            {t('queue.answer', { run: nameOf(heldBy) })}
          </InnerLink>
        </span>
      ) : (
        because && <span className={classes.why}>{because}</span>
      )}
      {queuedAt && <RelativeTime at={queuedAt} />}
    </li>
  );
}
