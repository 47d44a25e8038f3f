import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import LinearProgress from '@material-ui/core/LinearProgress';
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type {
  ChangeRequest,
  Cluster,
  PlacementDetail,
} from '@pilothouse/plugin-platform-common';
import {
  problemOf,
  useAct,
  usePreview,
} from '@pilothouse/plugin-platform-react';
import { useId, useMemo, useState, type FormEvent } from 'react';
import type { Changes } from '../data/changes';
import { deploymentsTranslationRef } from '../language/ref';
import { basisOf } from './basis';
import { changeOf, isLastReady, type Intent } from './intent';
import { Effect } from './Effect';
import { ProblemNote } from './ProblemNote';
import { readinessOf } from './readiness';
import { ScaleField } from './ScaleField';
import { isShown } from './sent';
import { SilentNote } from './SilentNote';
import { useIntentWords } from './useIntentWords';
import { useSilence } from './useSilence';

/**
 * A change of a workload: its effect first, then the verb. Closed before the cluster has
 * answered, it makes room, and is back if the answer is a failure.
 */
export function ChangeDialog(props: {
  placement: PlacementDetail;
  /** The cluster that it is in, as well as that is known. */
  cluster?: Cluster;
  intent: Intent;
  changes: Changes;
  onClose: () => void;
  /** The change is on its way, with what was typed and how its workload was then. */
  onDone: (typed: string, before: PlacementDetail) => void;
}) {
  const { placement, intent, changes, onClose } = props;
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const titleId = useId();
  const words = useIntentWords(placement.ref.name);
  const [entered, enter] = useState<string>();
  const typed = entered ?? `${placement.replicas.desired}`;
  const [attempt, setAttempt] = useState(0);
  const [takeOver, setTakeOver] = useState(false);
  const [aside, setAside] = useState(false);
  const { cluster, namespace, kind, name } = placement.ref;
  const request = useMemo((): ChangeRequest | undefined => {
    const change = changeOf(intent, typed);
    return change && { target: { cluster, namespace, kind, name }, change };
  }, [intent, typed, cluster, namespace, kind, name]);
  const { silent, ask } = useSilence(props.cluster);
  const [before, setBefore] = useState(placement);
  const applying = useAct(changes.apply, () => props.onDone(typed, placement));
  const now = basisOf(placement);
  const [basis, setBasis] = useState(now);
  // What differs while the change is being made is what it makes.
  if (basis !== now && !applying.busy) {
    setBasis(now);
    setTakeOver(false);
  }
  const state = usePreview(
    changes.preview,
    silent ? undefined : request,
    `${attempt} ${basis}`,
  );
  const readiness = readinessOf(placement, state, takeOver);
  const lookAgain = () => {
    applying.forget();
    setTakeOver(false);
    setAttempt(attempt + 1);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (readiness === 'ready' && state.kind === 'known' && request) {
      const { precondition } = state.preview;
      setBefore(placement);
      setAside(false);
      void applying.act({ ...request, precondition, takeOver });
    }
  };
  const isLost = applying.problem && problemOf(applying.problem) === 'lost';
  const isMade = isLost && isShown({ intent, typed, before }, placement);
  const leave = () => {
    if (applying.busy) setAside(true);
    // What was made is followed on the page, as if its answer had come.
    else if (isMade) props.onDone(typed, before);
    else onClose();
  };
  const failed =
    applying.problem ?? (state.kind === 'failed' ? state.because : undefined);
  if (aside && applying.busy) {
    return (
      <p role="status">
        {words('doing', intent, typed)} {t('change.aside')}
      </p>
    );
  }
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      fullScreen={narrow}
      onClose={leave}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <DialogTitle id={titleId}>{words('title', intent)}</DialogTitle>
        <DialogContent>
          <Where
            placement={placement}
            cluster={props.cluster}
            intent={intent}
          />
          {intent.kind === 'scale' && (
            <ScaleField
              placement={placement}
              value={typed}
              disabled={applying.busy}
              onChange={value => {
                applying.forget();
                setTakeOver(false);
                enter(value);
              }}
            />
          )}
          {silent && <SilentNote cluster={silent} onAsk={ask} />}
          <Effect
            state={state}
            isAsked={intent.kind !== 'scale' || entered !== undefined}
            readiness={readiness}
            takeOver={takeOver}
            onTakeOver={setTakeOver}
          />
          {failed && (
            <ProblemNote
              error={failed}
              isMade={isMade}
              onLookAgain={lookAgain}
            />
          )}
          <div role="status">
            {applying.busy && (
              <>
                <p>{words('doing', intent, typed)}</p>
                <LinearProgress />
                <p>{t('change.goesOn')}</p>
              </>
            )}
          </div>
        </DialogContent>
        <DialogActions>
          <Button onClick={leave}>
            {t(isLost || applying.busy ? 'change.close' : 'change.cancel')}
          </Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            // Names are told as they are written.
            style={{ textTransform: 'none' }}
            disabled={readiness !== 'ready' || applying.busy || Boolean(failed)}
          >
            {words('verb', intent, typed)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Where it changes something, and whether that leaves anybody to serve. */
function Where(props: {
  placement: PlacementDetail;
  cluster: Cluster | undefined;
  intent: Intent;
}) {
  const { t } = useTranslationRef(deploymentsTranslationRef);
  const { placement, intent } = props;
  const { cluster, namespace } = placement.ref;
  return (
    <>
      <p>
        {t('change.where', {
          environment: placement.environment ?? namespace,
          place: `${props.cluster?.title ?? cluster}/${namespace}`,
        })}
      </p>
      {intent.kind === 'delete-pod' && isLastReady(placement, intent.pod) && (
        <p>{t('change.onlyPod')}</p>
      )}
    </>
  );
}
