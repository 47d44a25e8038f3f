import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1';
import type { PodAround } from '../around';
import { conditionOf } from '../conditions';
import { latest } from '../moments';

/** How long the kubelet waits before it starts a container again: at first, and at most. */
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 300_000;
/** A run of twice the longest wait counts as one that worked: the waits begin anew. */
const WORKED_MS = 2 * LONGEST_WAIT_MS;

/** What starts and stops take beside that. */
const SLACK = 1.2;
const SLACK_MS = 60_000;

/**
 * Since when a container crashes again and again, where it has done nothing else: its
 * restarts and the waits between them fill its life. Undefined where it worked before, or
 * where that is not known. Its pod is ready for moments between two crashes, so that
 * conditions tell only of the last one.
 */
export function crashesSince(
  pod: Pod,
  { restartCount, lastState }: ContainerStatus,
): string | undefined {
  const began =
    conditionOf(pod, 'Initialized')?.lastTransitionTime ??
    pod.status?.startTime;
  const { startedAt, finishedAt } = lastState?.terminated ?? {};
  if (!began || !startedAt || !finishedAt) return undefined;
  const life = Date.parse(finishedAt) - Date.parse(began);
  const run = Date.parse(finishedAt) - Date.parse(startedAt);
  if (run >= WORKED_MS) return undefined;
  const filled = waitsMs(restartCount) + (restartCount + 1) * run;
  return life <= filled * SLACK + SLACK_MS ? began : undefined;
}

/**
 * Whether a container runs only until its next crash: it has restarted more than once, and
 * its run is not yet seen to outlast twice the last one and the wait that the kubelet has
 * come to. After the run that resets those waits it is over in any case.
 *
 * @param toldAt - the latest moment that its node has told, of the same clock as its runs;
 *   where none is known it is not told to be in a loop, which would never end
 */
export function runsBetweenCrashes(
  { restartCount, state, lastState }: ContainerStatus,
  toldAt: string | undefined,
): boolean {
  const { startedAt, finishedAt } = lastState?.terminated ?? {};
  const begun = state?.running?.startedAt;
  if (restartCount < 2 || !begun || !startedAt || !finishedAt || !toldAt) {
    return false;
  }
  const last = Date.parse(finishedAt) - Date.parse(startedAt);
  const wait = waitsMs(restartCount) - waitsMs(restartCount - 1);
  const enough = Math.min(WORKED_MS, 2 * last + wait);
  return last < WORKED_MS && Date.parse(toldAt) - Date.parse(begun) < enough;
}

/** The latest moment that a node has told: how far time has gone there. */
export function timeOf(node: PodAround['node']): string | undefined {
  if (!node || node === 'gone') return undefined;
  return latest(
    (node.status?.conditions ?? []).map(
      ({ lastHeartbeatTime }) => lastHeartbeatTime,
    ),
  );
}

/**
 * What is to be known of the time on a pod's node to say whether it crashes again and again;
 * nothing once its containers have outlasted every loop.
 */
export function clockFor(
  { status }: Pod,
  node: PodAround['node'],
): string | undefined {
  const told = timeOf(node);
  const isYoung = ({ restartCount, state }: ContainerStatus) => {
    const begun = state?.running?.startedAt;
    return (
      told !== undefined &&
      begun !== undefined &&
      restartCount > 1 &&
      Date.parse(told) - Date.parse(begun) < WORKED_MS
    );
  };
  const containers = [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ];
  return containers.some(isYoung) ? told : undefined;
}

function waitsMs(restarts: number): number {
  const growing = Math.min(restarts, 5);
  return (
    FIRST_WAIT_MS * (2 ** growing - 1) + (restarts - growing) * LONGEST_WAIT_MS
  );
}
