import { conditionOf } from '../conditions';
import { earliest } from '../moments';
import { replicasOf } from '../rollout';
import { at, inPods, unreadySince } from './containers';
import type { Finder } from './Finding';

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
export const findEvictions: Finder = ({ workload, pods }) => {
  const { desired, available } = replicasOf(workload);
  if (available >= desired) return [];
  return pods.flatMap(({ pod }) => {
    const { phase, reason, message } = pod.status ?? {};
    if (phase !== 'Failed' || !reason) return [];
    const disrupted = conditionOf(pod, 'DisruptionTarget');
    return [
      at(pod, {
        facts: { kind: 'evicted', said: message?.trim() || reason },
        blocking: false,
        since: earliest([
          disrupted?.lastTransitionTime ?? pod.status?.startTime,
        ]),
        raw: [reason, message].filter(Boolean).join(': '),
      }),
    ];
  });
};
