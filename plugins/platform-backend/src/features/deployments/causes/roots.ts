import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import type { Finding } from './Finding';

type Kind = CauseFacts['kind'];

/** From what is the root of other things to what is only seen of them. */
export const rootsFirst: readonly Kind[] = [
  'quota-exceeded',
  'limit-range',
  'admission-refused',
  'missing-object',
  'create-failed',
  'node-gone',
  'volume-pending',
  'unschedulable',
  'image-pull',
  'out-of-memory',
  'crash-loop',
  'exited',
  'probe-failing',
  'evicted',
  'not-ready',
  'deadline-exceeded',
  'no-endpoints',
  'overlapping-selectors',
  'service-overlap',
  'stuck-terminating',
  'disruption-blocked',
  'autoscaler-blind',
];

/** Leaves out what is only seen of something else that was found in the same pod. */
export function withoutSymptoms(
  findings: readonly Finding[],
): readonly Finding[] {
  const byPod = new Map<string, Finding[]>();
  for (const finding of findings) {
    const pod = finding.pod ?? '';
    byPod.set(pod, [...(byPod.get(pod) ?? []), finding]);
  }
  return findings.filter(
    finding =>
      finding.pod === undefined ||
      !isSymptom(
        finding,
        (byPod.get(finding.pod) ?? []).filter(other => other !== finding),
      ),
  );
}

function isSymptom(finding: Finding, others: readonly Finding[]): boolean {
  const { kind } = finding.facts;
  const has = (...kinds: readonly Kind[]) =>
    others.some(other => kinds.includes(other.facts.kind));
  if (kind !== 'node-gone' && has('node-gone')) return true;
  switch (kind) {
    case 'not-ready':
      return others.length > 0;
    case 'unschedulable':
      return has('missing-object', 'volume-pending');
    case 'create-failed':
      return has('missing-object');
    case 'crash-loop':
    case 'exited':
      return others.some(other => isKiller(other) && together(other, finding));
    case 'probe-failing':
      return (
        !isKiller(finding) &&
        others.some(other => isEnd(other) && together(other, finding))
      );
    default:
      return false;
  }
}

/** A probe for which the kubelet ends the process; what it ends with is not its own doing. */
function isKiller({ facts, blocking }: Finding): boolean {
  return (
    facts.kind === 'probe-failing' && facts.probe !== 'readiness' && blocking
  );
}

function isEnd(finding: Finding): boolean {
  const ends: readonly Kind[] = ['crash-loop', 'exited', 'out-of-memory'];
  return isKiller(finding) || ends.includes(finding.facts.kind);
}

function together({ facts: one }: Finding, { facts: other }: Finding): boolean {
  return (
    'container' in one &&
    'container' in other &&
    one.container === other.container
  );
}
