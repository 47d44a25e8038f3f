import type { PodAround } from '../around';
import { conditionOf } from '../conditions';
import { earliest, lastSeen, latest } from '../moments';
import { replicasOf } from '../rollout';
import {
  at,
  containersOf,
  inPods,
  unreadySince,
  wantedPods,
} from './containers';
import type { Finder } from './Finding';

const EVICTED = 'Evicted';
const CORDONED = 'node.kubernetes.io/unschedulable';

/**
 * Since when a node takes no new pods, where the cluster tells: its controller dates the
 * taint that follows.
 */
export function cordonedAt(node: PodAround['node']): string | undefined {
  if (!node || node === 'gone' || !node.spec?.unschedulable) return undefined;
  return node.spec.taints?.find(({ key }) => key === CORDONED)?.timeAdded;
}

/** Pods whose node is not heard any more, or is not there any more. */
export const findLostNodes: Finder = inPods(({ pod, node }) => {
  const { nodeName = '' } = pod.spec ?? {};
  const facts = { kind: 'node-gone' as const, node: nodeName };
  const since = unreadySince(pod);
  if (node === 'gone') return [{ facts, blocking: true, since }];
  const ready = node && conditionOf(node, 'Ready');
  if (!ready || ready.status === 'True') return [];
  const { reason, message, lastTransitionTime } = ready;
  return [
    {
      facts: { ...facts, said: message || reason },
      blocking: true,
      since: lastTransitionTime ?? since,
      raw: [reason, message].filter(Boolean).join(': '),
    },
  ];
});

/**
 * Pods that were put out of their node or not let in. They stay as a record after others
 * have taken their place, and so tell something only while replicas are missing.
 */
export const findEvictions: Finder = surroundings => {
  const { desired, available } = replicasOf(surroundings.workload);
  if (available >= desired) return [];
  // One may be long past of which the place was taken, and is only missing again.
  const missing = earliest(
    wantedPods(surroundings).map(({ pod }) => unreadySince(pod)),
  );
  return surroundings.pods.flatMap(around => {
    const { pod } = around;
    const { phase, reason, message } = pod.status ?? {};
    if (phase !== 'Failed' || !reason) return [];
    return [
      at(pod, {
        facts: { kind: 'evicted', said: message?.trim() || reason },
        blocking: false,
        since: latest([missing, evictedAt(around)]),
        raw: [reason, message].filter(Boolean).join(': '),
      }),
    ];
  });
};

/** What a node does not let in has never run there; of others the time they began tells nothing. */
function evictedAt({ pod, events }: PodAround): string | undefined {
  const { reason, startTime } = pod.status ?? {};
  const ended = containersOf(pod).map(
    ({ state }) => state.terminated?.finishedAt,
  );
  return (
    conditionOf(pod, 'DisruptionTarget')?.lastTransitionTime ??
    latest(events.filter(one => one.reason === EVICTED).map(lastSeen)) ??
    latest(ended) ??
    (reason === EVICTED ? undefined : startTime)
  );
}
