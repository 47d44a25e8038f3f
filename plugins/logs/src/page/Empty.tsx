import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Choice } from '../choice/choice';
import type { Address } from '../choice/useAddress';
import { logsTranslationRef } from '../language/ref';
import type { Shown } from '../store/LogStore';
import type { TailState } from '../tail/LogTail';

const useStyles = makeStyles(theme => ({
  root: {
    position: 'absolute',
    top: theme.spacing(4),
    left: theme.spacing(2),
    right: theme.spacing(2),
    // The empty list comes later and would lie above it.
    zIndex: 1,
    textAlign: 'center',
    color: theme.palette.text.secondary,
  },
}));

/** Why there is no line to show. */
export function Empty(props: {
  choice: Choice;
  state: TailState;
  shown: Shown;
  change: Address['change'];
}) {
  const { choice, state, shown, change } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  const tellsGone =
    choice.podGone &&
    shown.kept === 0 &&
    (state.kind === 'live' || state.kind === 'ended');
  const why = () => {
    if (shown.kept > 0) {
      return t(shown.searching ? 'search.going' : 'empty.noMatch');
    }
    if (choice.pods.length === 0 && !choice.podsKnown) {
      return t('empty.podsNotKnown');
    }
    if (tellsGone) {
      return t('empty.podGone', { pod: choice.pod ?? '' });
    }
    if (state.kind === 'ended') {
      return t(`empty.${previousOf(choice)}`);
    }
    if (choice.pods.length === 0) {
      return t('empty.noPods');
    }
    if (state.kind !== 'live') return '';
    const waiting = waitingFor(choice);
    return waiting
      ? t('empty.notStarted', { phase: waiting })
      : t('empty.nothingYet');
  };
  return (
    <div className={classes.root}>
      <Typography role="status">{why()}</Typography>
      {tellsGone && choice.pods.length > 0 && (
        <Typography>{t('empty.otherPods')}</Typography>
      )}
      {tellsGone && (
        <Button
          color="primary"
          onClick={() => change({ pod: '', at: choice.placement.id })}
        >
          {t('empty.readAll')}
        </Button>
      )}
    </div>
  );
}

/** Phases of pods of which no container has run, as kubectl shows them. */
const POD_NOT_STARTED = /^(Pending|SchedulingGated)$/;

/** What one container waits for, as kubectl shows it of the whole pod; others may run. */
const CONTAINER_NOT_STARTED =
  /^(ContainerCreating|ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|CreateContainer\w*Error)$/;

/** What keeps every container that is read from its first start, as kubectl says it. */
function waitingFor(choice: Choice): string | undefined {
  const read = readOf(choice);
  const isWaiting = read.every(
    ({ phase, containers, restarts, lastExit }) =>
      (POD_NOT_STARTED.test(phase) ||
        (CONTAINER_NOT_STARTED.test(phase) && containers.length === 1)) &&
      restarts === 0 &&
      !lastExit,
  );
  return isWaiting
    ? [...new Set(read.map(({ phase }) => phase))].join(', ')
    : undefined;
}

function readOf({ pods, pod }: Choice) {
  return pods.filter(({ name }) => pod === undefined || name === pod);
}

/** Why there is no earlier run to be read. */
function previousOf(choice: Choice) {
  const read = readOf(choice);
  if (read.length === 0) return 'previousNoPod';
  return read.every(({ restarts }) => restarts === 0)
    ? 'noPrevious'
    : 'previousDropped';
}
