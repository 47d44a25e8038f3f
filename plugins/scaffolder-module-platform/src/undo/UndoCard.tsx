import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import type {
  UndoneThing,
  UndoState,
} from '@pilothouse/plugin-platform-common';
import {
  Failure,
  isNotFound,
  StatusShape,
  statusColors,
} from '@pilothouse/plugin-platform-react';
import { creationTranslationRef } from '../language/ref';
import { PipelineFailed } from './PipelineFailed';
import { useUndo } from './useUndo';

const useStyles = makeStyles(theme => ({
  card: {
    marginBottom: theme.spacing(2),
    padding: theme.spacing(2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    overflowWrap: 'anywhere',
    '& ul': { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(3) },
  },
  failure: { marginBottom: theme.spacing(2) },
  title: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& .inner': { stroke: theme.palette.background.paper },
  },
  progressing: { color: statusColors[theme.palette.type].progressing },
  failed: { color: statusColors[theme.palette.type].failed },
  unknown: { color: statusColors[theme.palette.type].unknown },
  shape: { display: 'flex' },
}));

type Undone = Exclude<UndoState, { state: 'not-ended' | 'nothing-to-undo' }>;

/** That nothing is left is well, but that nothing was created is no success. */
function statusOf({ ended, state }: Undone) {
  if (state === 'under-way') return 'progressing';
  if (state === 'left' || ended === 'failed') return 'failed';
  return 'unknown';
}

/** How far a run is undone; nothing for one that is under way or ended well. */
export function UndoCard(props: { taskId: string; pauseMs: number }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  const { again, answer, last } = useUndo(props.taskId, props.pauseMs);
  if (answer.kind === 'waiting') return null;
  if (answer.kind === 'told') {
    const { undo } = answer;
    if (undo.state === 'not-ended') return null;
    if (undo.state !== 'nothing-to-undo') return <Told undo={undo} />;
    // The page itself says why a run failed, but not that it was cancelled.
    return undo.ended === 'cancelled' ? <Cancelled /> : null;
  }
  // The page itself says that there is no such run.
  if (isNotFound(answer.error)) return null;
  const isUndone = last !== undefined && isUndoing(last);
  return (
    <div className={classes.failure}>
      <Failure
        title={t(isUndone ? 'undo.failed' : 'undo.lost')}
        advice={t(isUndone ? 'undo.advice' : 'undo.lostAdvice')}
        error={answer.error}
        onRetry={again}
      />
    </div>
  );
}

function isUndoing({ state }: UndoState): boolean {
  return state !== 'not-ended' && state !== 'nothing-to-undo';
}

function Cancelled() {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  return (
    <div className={classes.card} role="status" data-run-ended="cancelled">
      {t('undo.cancelled')}
    </div>
  );
}

function Told({ undo }: { undo: Undone }) {
  const classes = useStyles();
  const { t } = useTranslationRef(creationTranslationRef);
  const { ended, service = t('undo.service') } = undo;
  const status = statusOf(undo);
  const title = useTitle(undo);
  return (
    <section className={classes.card} aria-label={title} data-run-ended={ended}>
      <div role="status">
        <Typography variant="h6" component="h2" className={classes.title}>
          <span className={`${classes.shape} ${classes[status]}`}>
            <StatusShape status={status} />
          </span>
          {title}
        </Typography>
        {ended === 'cancelled' && (
          <Typography gutterBottom>{t('undo.cancelled')}</Typography>
        )}
        {ended === 'failed' && (
          <Typography gutterBottom>
            {t(undo.pipeline ? 'undo.pipeline.why' : 'undo.broken', {
              service,
            })}
          </Typography>
        )}
      </div>
      {undo.pipeline && <PipelineFailed failure={undo.pipeline} />}
      {undo.state === 'left' && <Left left={undo.left} />}
      {undo.removed.length > 0 && (
        <>
          <Typography variant="subtitle2" component="h3">
            {t('undo.removed')}
          </Typography>
          <ul>
            {undo.removed.map(thing => (
              <li key={keyOf(thing)}>
                <Thing thing={thing} />
              </li>
            ))}
          </ul>
        </>
      )}
      {undo.state === 'done' && undo.removed.length === 0 && (
        <Typography>{t('undo.nothing')}</Typography>
      )}
    </section>
  );
}

function Left({ left }: Pick<Undone & { state: 'left' }, 'left'>) {
  const { t } = useTranslationRef(creationTranslationRef);
  const hasRepository = left.some(({ kind }) => kind === 'repository');
  return (
    <>
      <ul>
        {left.map(thing => (
          <li key={keyOf(thing)}>
            <Thing thing={thing} />
            <div>{thing.because}</div>
          </li>
        ))}
      </ul>
      {hasRepository && <Typography>{t('undo.repository')}</Typography>}
      <Typography gutterBottom>
        {t(left.every(({ stays }) => stays) ? 'undo.stays' : 'undo.again')}
      </Typography>
    </>
  );
}

function useTitle(undo: Undone): string {
  const { t } = useTranslationRef(creationTranslationRef);
  const { service = t('undo.service'), state } = undo;
  switch (state) {
    case 'under-way':
      return t('undo.underWay', { service });
    case 'done':
      return t('undo.done', { service });
    default:
      return t('undo.left', { count: undo.left.length, service });
  }
}

function Thing({ thing }: { thing: UndoneThing }) {
  const { t } = useTranslationRef(creationTranslationRef);
  const { kind, name, where = '' } = thing;
  return <>{t(`undo.thing.${kind}`, { name, where })}</>;
}

function keyOf({ kind, name, where }: UndoneThing): string {
  return `${kind} ${name} ${where}`;
}
