import type { CauseFacts } from '@pilothouse/plugin-platform-common';
import type { Sentence, SentenceKey } from './sentence';

type Reason = Extract<CauseFacts, { kind: 'unschedulable' }>['reasons'][number];

/** What the scheduler commonly says of nodes, and how it is recognized. */
const patterns: readonly [SentenceKey, RegExp][] = [
  ['reason.cpu', /^Insufficient cpu$/],
  ['reason.memory', /^Insufficient memory$/],
  ['reason.pods', /^(Too many pods|Insufficient pods)$/],
  ['reason.resource', /^Insufficient (?<resource>\S+)$/],
  ['reason.taint', /untolerated taint(\(s\))? ?\{ ?(?<taint>[^}]+?):? ?\}$/],
  ['reason.tainted', /untolerated taint(\(s\))?$/],
  ['reason.spread', /(topology spread|anti-affinity)/],
  ['reason.affinity', /didn't (match|satisfy).*(affinity|selector)/],
  ['reason.cordoned', /were unschedulable/],
  ['reason.ports', /free ports/],
  ['reason.volume', /(volume|persistentvolumeclaim)/i],
];

/** Said where no node has the labels that a pod names, whatever else there is of it. */
const unlabelled = /^node\(s\) didn't match Pod's node affinity(\/selector)?$/;

/**
 * What keeps nodes from taking a pod, in a sentence of its own.
 *
 * @param labels - that the pod asks for, as one text; empty where it names none
 */
export function reasonSentence(
  { nodes = 1, reason }: Reason,
  labels = '',
): Sentence {
  if (labels && unlabelled.test(reason)) {
    return { key: 'reason.labels', values: { count: nodes, labels } };
  }
  for (const [key, pattern] of patterns) {
    const found = pattern.exec(reason);
    if (found) {
      return { key, values: { count: nodes, ...found.groups } };
    }
  }
  return { key: 'reason.other', values: { count: nodes, reason } };
}

/** Said of nodes that are kept for others. */
const tainted = /untolerated taint/;

/** What helps a pod that no node takes: other wishes or tolerations where they alone are why, else room. */
export function placementFix(
  reasons: readonly Reason[],
): `fix.unschedulable.${'plain' | 'tainted' | 'wished'}` {
  const isWished = ({ reason }: Reason) => unlabelled.test(reason);
  const isTainted = ({ reason }: Reason) => tainted.test(reason);
  const byWishes =
    reasons.length > 0 && reasons.every(one => isWished(one) || isTainted(one));
  if (!byWishes) return 'fix.unschedulable.plain';
  return reasons.some(isWished)
    ? 'fix.unschedulable.wished'
    : 'fix.unschedulable.tainted';
}

type Resource = Extract<
  CauseFacts,
  { kind: 'quota-exceeded' }
>['resources'][number];

/** What is short of a resource, with the quantities that are known. */
export function resourceSentence(short: Resource): Sentence {
  const { resource, requested, used, limited } = short;
  if (requested && used && limited) {
    const values = { resource, requested, used, limited };
    return { key: 'resource.full', values };
  }
  if (used && limited) {
    return { key: 'resource.used', values: { resource, used, limited } };
  }
  if (requested && limited) {
    return { key: 'resource.asked', values: { resource, requested, limited } };
  }
  return { key: 'resource.name', values: { resource } };
}

type Bound = Extract<CauseFacts, { kind: 'limit-range' }>['broken'][number];

/** Which bound of a LimitRange is not kept, and by what. */
export function boundSentence(broken: Bound): Sentence {
  const { bound, resource, per, limited, part, asked } = broken;
  if (asked === undefined) {
    return { key: `bound.none.${part}`, values: { resource, per } };
  }
  const values = { resource, per, limited, asked };
  return bound === 'ratio'
    ? { key: 'bound.ratio', values }
    : { key: `bound.${bound}.${part}`, values };
}
