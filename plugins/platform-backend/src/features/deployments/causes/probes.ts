import type { Event, Pod } from 'kubernetes-types/core/v1';
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
    const mayStart = probe === 'startup' && mayYetStart(container, newest);
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
        since: earliest([...failures.map(firstSeen), unreadySince(around.pod)]),
        raw: newest.message,
      },
    ];
  });
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

/** Whether a startup probe failed no longer than it allows its process for the start. */
function mayYetStart(container: ContainerAround, newest: Event): boolean {
  const probe = container.spec.startupProbe;
  const begin = container.state.running?.startedAt;
  const failedAt = lastSeen(newest);
  if (!probe || !begin || !failedAt) return false;
  const { initialDelaySeconds = 0 } = probe;
  const { periodSeconds = PERIOD_SECONDS } = probe;
  const { failureThreshold = FAILURE_THRESHOLD } = probe;
  const allowed = initialDelaySeconds + failureThreshold * periodSeconds;
  return Date.parse(failedAt) - Date.parse(begin) <= allowed * 1_000;
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
