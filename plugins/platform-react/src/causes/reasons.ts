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

/** What keeps nodes from taking a pod, in a sentence of its own. */
export function reasonSentence({ nodes = 1, reason }: Reason): Sentence {
  for (const [key, pattern] of patterns) {
    const found = pattern.exec(reason);
    if (found) {
      return { key, values: { count: nodes, ...found.groups } };
    }
  }
  return { key: 'reason.other', values: { count: nodes, reason } };
}

/** Said where no node has the labels that a pod names, whatever else there is of it. */
const unlabelled = /^node\(s\) didn't match Pod's node affinity(\/selector)?$/;

/** What helps a pod that no node takes: room, or other wishes where they alone are why. */
export function placementFix(
  reasons: readonly Reason[],
): 'fix.unschedulable.plain' | 'fix.unschedulable.wished' {
  return reasons.length > 0 &&
    reasons.every(({ reason }) => unlabelled.test(reason))
    ? 'fix.unschedulable.wished'
    : 'fix.unschedulable.plain';
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
