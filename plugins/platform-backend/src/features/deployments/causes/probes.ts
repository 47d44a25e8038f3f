import type { Event, Pod, Probe as KubeProbe } from 'kubernetes-types/core/v1';
import type { PodAround, Surroundings } from '../around';
import {
  earliest,
  firstSeen,
  lastSeen,
  notBefore,
  timesSeen,
} from '../moments';
import { rolloutOf } from '../rollout';
import {
  containersOf,
  eventsOf,
  inPods,
  unreadySince,
  type ContainerAround,
  type PodFinding,
} from './containers';
import { answerIn, killedBy, probeIn, type Probe } from './killer';

/** So many failures are no slow start any more, where no deadline judges that. */
const ENOUGH = 20;

/** Probes that fail now, with the answer that they had last. */
export const findFailingProbes = inPods((around, surroundings) =>
  containersOf(around.pod)
    .filter(({ status, init }) => !status.ready && !init)
    .flatMap(container => probesOf(container, around, surroundings)),
);

function probesOf(
  container: ContainerAround,
  around: PodAround,
  surroundings: Surroundings,
): readonly PodFinding[] {
  const events = eventsOf(around, container.spec.name).filter(event =>
    notBefore(lastSeen(event), beginOf(container)),
  );
  const killer = killedBy(events);
  return (['startup', 'readiness', 'liveness'] as const).flatMap(probe => {
    const failures = events.filter(event => probeIn(event) === probe);
    const [newest] = failures;
    if (!newest || !isAsked(probe, container)) return [];
    const count = failures.reduce((sum, event) => sum + timesSeen(event), 0);
    const tooLong = isTooLong({ count, newest }, around.pod, surroundings);
    const mayStart =
      probe !== 'liveness' &&
      mayYetStart({ probe, container, newest }, around.pod);
    if (mayStart && !killer && !isLate(newest, around.pod, surroundings)) {
      return [];
    }
    return [
      {
        facts: {
          kind: 'probe-failing' as const,
          container: container.spec.name,
          probe,
          answer: answerIn(newest),
        },
        blocking: killer === probe || tooLong,
        since: failsSince(probe, failures, around.pod),
        raw: newest.message,
      },
    ];
  });
}

/**
 * A pod is not ready as long as its readiness probe fails; events of the same words are one,
 * which began with the first time that it ever failed.
 */
function failsSince(
  probe: Probe,
  failures: readonly Event[],
  pod: Pod,
): string | undefined {
  const unready = unreadySince(pod);
  return probe === 'readiness' && unready
    ? unready
    : earliest([...failures.map(firstSeen), unready]);
}

/** When the present process began, or the last one where none runs. */
function beginOf({ state, status }: ContainerAround): string | undefined {
  return (
    state.running?.startedAt ??
    state.terminated?.startedAt ??
    status.lastState?.terminated?.startedAt
  );
}

/** A startup probe is asked until it succeeds, the others from then on. */
function isAsked(probe: Probe, { state, status }: ContainerAround): boolean {
  if (!state.running) return probe !== 'readiness';
  return probe === 'startup' ? !status.started : true;
}

/** What Kubernetes takes where a probe does not say. */
const PERIOD_SECONDS = 10;
const FAILURE_THRESHOLD = 3;

/**
 * Whether a probe failed no longer than it allows its process for the start: a startup probe
 * until it ends the process, a readiness probe as often as it may fail in a row, after all that
 * a startup probe allows, where the process was not ready before.
 */
function mayYetStart(
  {
    probe,
    container,
    newest,
  }: {
    readonly probe: 'startup' | 'readiness';
    readonly container: ContainerAround;
    readonly newest: Event;
  },
  pod: Pod,
): boolean {
  const { readinessProbe, startupProbe } = container.spec;
  const asked = probe === 'startup' ? startupProbe : readinessProbe;
  const begin = container.state.running?.startedAt;
  const failedAt = lastSeen(newest);
  if (!asked || !begin || !failedAt) return false;
  const unready = unreadySince(pod);
  const wasReady =
    unready !== undefined && Date.parse(unready) > Date.parse(begin);
  if (probe === 'readiness' && wasReady) return false;
  const before = probe === 'readiness' && startupProbe;
  const allowed = allowedBy(asked) + (before ? allowedBy(before) : 0);
  return Date.parse(failedAt) - Date.parse(begin) <= allowed * 1_000;
}

/** For how many seconds a probe may fail since it is first asked. */
function allowedBy({
  initialDelaySeconds = 0,
  periodSeconds = PERIOD_SECONDS,
  failureThreshold = FAILURE_THRESHOLD,
}: KubeProbe): number {
  return initialDelaySeconds + failureThreshold * periodSeconds;
}

/** Whether so many failures, or failures for so long, are no slow start any more. */
function isTooLong(
  { count, newest }: { readonly count: number; readonly newest: Event },
  pod: Pod,
  surroundings: Surroundings,
): boolean {
  return deadlineOf(surroundings) === undefined
    ? count >= ENOUGH
    : isLate(newest, pod, surroundings);
}

/**
 * Whether it fails for longer than a start may take: than the deadline of the rollout,
 * which its controller sets anew whenever a pod comes or goes, as at its own restart.
 */
function isLate(newest: Event, pod: Pod, surroundings: Surroundings): boolean {
  if (rolloutOf(surroundings.workload).kind === 'stuck') return true;
  const deadline = deadlineOf(surroundings);
  const lasted =
    Date.parse(lastSeen(newest) ?? '') - Date.parse(unreadySince(pod) ?? '');
  return deadline !== undefined && lasted > deadline * 1_000;
}

function deadlineOf({ workload }: Surroundings): number | undefined {
  const rollout = rolloutOf(workload);
  return rollout.kind === 'progressing' ? rollout.deadlineSeconds : undefined;
}
