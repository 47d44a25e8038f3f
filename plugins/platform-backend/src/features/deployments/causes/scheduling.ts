import type { Pod } from 'kubernetes-types/core/v1';
import type { PodAround, VolumeClaim } from '../around';
import { conditionOf } from '../conditions';
import { newestFirst } from '../moments';
import { inPods, type PodFinding } from './containers';

/** Pods that no node takes, and the storage that they wait for. */
export const findUnscheduled = inPods(around => {
  const scheduled = conditionOf(around.pod, 'PodScheduled');
  if (scheduled?.status !== 'False') return [];
  const { message = scheduled.reason ?? '' } = scheduled;
  const common = {
    blocking: true,
    since: scheduled.lastTransitionTime,
    raw: message,
  };
  const waiting = message.includes('unbound immediate PersistentVolumeClaims')
    ? pendingClaims(around)
    : [];
  if (waiting.length > 0)
    return waiting.map(facts => ({ ...common, ...facts }));
  const reasons = schedulingReasons(message);
  const wishes = wishesOf(around.pod);
  const asked = wishes.length > 0 ? { wishes } : {};
  return [{ ...common, facts: { kind: 'unschedulable', reasons, ...asked } }];
});

/** Labels that a node must have for a pod, as the pod's selector and affinity word them. */
function wishesOf({ spec }: Pod): string[] {
  const required =
    spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms ?? [];
  const terms = required.flatMap(({ matchExpressions = [] }) =>
    matchExpressions.map(({ key, operator, values = [] }) =>
      [key, operator, values.join(', ')].filter(Boolean).join(' '),
    ),
  );
  const selected = Object.entries(spec?.nodeSelector ?? {}).map(
    ([key, value]) => `${key}=${value}`,
  );
  return [...selected, ...new Set(terms)];
}

function pendingClaims({
  claims,
}: PodAround): readonly Pick<PodFinding, 'facts'>[] {
  return claims
    .filter(({ object }) => object && object.status?.phase !== 'Bound')
    .map(claim => ({
      facts: {
        kind: 'volume-pending',
        claim: claim.name,
        said: saidOf(claim),
      },
    }));
}

function saidOf({ events }: VolumeClaim): string | undefined {
  const newest = newestFirst(events);
  const warning = newest.find(({ type }) => type === 'Warning');
  return (warning ?? newest[0])?.message;
}

/** What the scheduler said, reason by reason with the number of nodes. */
export function schedulingReasons(
  message: string,
): { nodes?: number; reason: string }[] {
  const [, all] = /^\d+\/\d+ nodes are available: ([^]*)$/.exec(message) ?? [];
  if (all === undefined) return [{ reason: message }];
  const [body] = all.split(/\.(?: |$)/);
  return body
    .split(/, (?![^{]*\})/)
    .filter(part => part !== '')
    .map(part => {
      const [, nodes, reason] = /^(\d+) ([^]+)$/.exec(part) ?? [];
      return nodes ? { nodes: Number(nodes), reason } : { reason: part };
    });
}
