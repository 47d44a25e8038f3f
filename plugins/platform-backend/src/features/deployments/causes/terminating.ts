import type { Pod } from 'kubernetes-types/core/v1';
import type { PodAround, Surroundings } from '../around';
import { after, lastSeen, latest } from '../moments';
import { at, containersOf } from './containers';
import type { Finder } from './Finding';

/** How long a node may take to clear up after the time that a pod has to end. */
const LENIENCE = 60_000;

/**
 * Pods that should be gone. Held by a finalizer: they are as soon as none of their
 * containers runs any more. Without one there is no clock to judge by, so they are when
 * something was heard long after the time that they had.
 */
export const findStuckTerminating: Finder = surroundings =>
  surroundings.pods
    .filter(around => isStuck(around, surroundings))
    .map(({ pod }) =>
      at(pod, {
        facts: {
          kind: 'stuck-terminating',
          finalizers: [...(pod.metadata?.finalizers ?? [])].sort(),
        },
        blocking: false,
        since: heldSince(pod),
      }),
    );

/** With a finalizer since nothing of it runs, after it was deleted; else since its time is up. */
function heldSince(pod: Pod): string | undefined {
  const { deletionTimestamp, finalizers = [] } = pod.metadata ?? {};
  if (!deletionTimestamp || finalizers.length === 0) return deletionTimestamp;
  const { deletionGracePeriodSeconds = 0 } = pod.metadata ?? {};
  const ended = containersOf(pod).map(
    ({ state }) => state.terminated?.finishedAt,
  );
  return latest([
    ...ended,
    after(deletionTimestamp, -deletionGracePeriodSeconds),
  ]);
}

function isStuck({ pod }: PodAround, surroundings: Surroundings): boolean {
  const { deletionTimestamp, finalizers = [] } = pod.metadata ?? {};
  if (!deletionTimestamp) return false;
  const runs = containersOf(pod).some(({ state }) => state.running);
  if (finalizers.length > 0 && !runs) return true;
  const heard = newestHeard(surroundings);
  return (
    heard !== undefined &&
    Date.parse(heard) - Date.parse(deletionTimestamp) > LENIENCE
  );
}

function newestHeard({ events, pods }: Surroundings): string | undefined {
  return latest([
    ...events.map(lastSeen),
    ...pods.flatMap(around => around.events.map(lastSeen)),
    ...pods.flatMap(({ pod }) =>
      (pod.status?.conditions ?? []).map(one => one.lastTransitionTime),
    ),
  ]);
}
