import type { ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Event, Pod } from 'kubernetes-types/core/v1';
import { containersOf } from './causes/containers';
import { conditionOf } from './conditions';

/** Conditions tell whole seconds, and a pod begins with several of them at once. */
const ROUNDING_MS = 1_000;

/** A first pod is made with what it is of; one that comes later has replaced another. */
const FIRST_MS = 60_000;

/** Whether a pod is or was ready; undefined where its conditions do not tell. */
export function wasReady(pod: Pod): boolean | undefined {
  const ready = conditionOf(pod, 'Ready');
  if (ready?.status === 'True') return true;
  const own = containersOf(pod).filter(({ init }) => !init);
  const restarted = own.some(({ status }) => status.restartCount > 0);
  const began = own.some(({ state }) => state.running || state.terminated);
  if (!ready || (!restarted && !began)) return false;
  const initialized = conditionOf(pod, 'Initialized');
  if (initialized?.status !== 'True') return undefined;
  const initializedAt = Date.parse(initialized.lastTransitionTime ?? '');
  const unreadyAt = Date.parse(ready.lastTransitionTime ?? '');
  if (unreadyAt > initializedAt + ROUNDING_MS) return true;
  // A new sandbox runs its init containers again, after the pod ceased to be ready.
  const again = restarted && Boolean(pod.spec?.initContainers?.length);
  return again || Number.isNaN(unreadyAt - initializedAt) ? undefined : false;
}

/**
 * Whether no pod of a ReplicaSet was ever let come into being: it has none, its controller has
 * failed since it was made, and no event tells of a pod that it made for all that.
 *
 * @param events - those of others may be among them
 */
export function isRefusedFromStart(
  replicaSet: ReplicaSet,
  events: readonly Event[],
): boolean {
  const { metadata, status } = replicaSet;
  const failure = conditionOf(replicaSet, 'ReplicaFailure');
  const failedAt = Date.parse(failure?.lastTransitionTime ?? '');
  return (
    status?.replicas === 0 &&
    failure?.status === 'True' &&
    failedAt - Date.parse(metadata?.creationTimestamp ?? '') <= FIRST_MS &&
    !events.some(
      ({ involvedObject, reason }) =>
        involvedObject.uid === metadata?.uid && reason === 'SuccessfulCreate',
    )
  );
}

/**
 * Whether any pod of a revision was ever ready; undefined where its pods do not tell, as
 * those may have been that are gone.
 */
export function everReadyOf(
  pods: readonly Pod[],
  revision: {
    readonly ready: number;
    readonly createdAt?: string;
    /** Whether it was left and gone back to. */
    readonly takenAgain: boolean;
    /** Whether none of its pods was ever let come into being. */
    readonly refused?: boolean;
  },
): boolean | undefined {
  const known = pods.map(wasReady);
  if (revision.ready > 0 || known.includes(true)) return true;
  const isFirst = ({ metadata }: Pod) =>
    Date.parse(metadata?.creationTimestamp ?? '') -
      Date.parse(revision.createdAt ?? '') <=
    FIRST_MS;
  const never =
    (pods.length > 0 || revision.refused) &&
    pods.every(isFirst) &&
    !known.includes(undefined) &&
    !revision.takenAgain;
  return never ? false : undefined;
}
