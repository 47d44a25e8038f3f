import {
  asideCauses,
  type Cause,
  type CauseFacts,
  type Status,
} from '@pilothouse/plugin-platform-common';
import { earliest } from '../moments';
import type { Finding } from './Finding';
import { rootsFirst } from './roots';

/** Facts that differ from pod to pod although the cause is the same. */
const varying = new Set([
  'pod',
  'exitCode',
  'signal',
  'restarts',
  'lastWords',
  'answer',
  'limitBytes',
  'said',
]);

/** Makes one cause of the findings of several pods, the root of it all first. */
export function mergeFindings(
  findings: readonly Finding[],
  status: Status,
): Cause[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding.facts);
    const known = groups.get(key);
    if (known) known.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups]
    .map(([key, group]) => ({ key, cause: mergeGroup(group, status) }))
    .sort(
      (one, other) =>
        byWeight(one.cause, other.cause) || compare(one.key, other.key),
    )
    .map(({ cause }) => cause);
}

function keyOf(facts: CauseFacts): string {
  const same = Object.entries(facts)
    .filter(([name]) => !varying.has(name) || facts.kind === 'create-failed')
    .filter(([name]) => name !== 'pod')
    .sort(([one], [other]) => compare(one, other));
  return JSON.stringify(same);
}

function mergeGroup(group: readonly Finding[], status: Status): Cause {
  const [first] = [...group].sort((one, other) =>
    compare(weightless(one), weightless(other)),
  );
  const named = new Set(group.flatMap(({ pod }) => (pod ? [pod] : [])));
  const counted = Math.max(0, ...group.map(({ pods = 0 }) => pods));
  const { facts } = first;
  const failed = status === 'failed' && !asideCauses.has(facts.kind);
  return {
    severity: failed ? 'failed' : 'degraded',
    since: earliest(group.map(({ since }) => since)),
    pods: Math.max(named.size, counted),
    facts: 'restarts' in facts ? mostRestarted(facts, group) : facts,
    raw: first.raw,
  };
}

/** The pod that speaks for the others is the first by name, whatever order they came in. */
function weightless({ pod = '', facts, raw = '' }: Finding) {
  return `${pod}\n${JSON.stringify(facts)}\n${raw}`;
}

function mostRestarted<F extends CauseFacts & { readonly restarts: number }>(
  facts: F,
  group: readonly Finding[],
): F {
  const restarts = group.map(one =>
    'restarts' in one.facts ? one.facts.restarts : 0,
  );
  return { ...facts, restarts: Math.max(...restarts) };
}

function byWeight(one: Cause, other: Cause): number {
  const severity = (cause: Cause) => (cause.severity === 'failed' ? 0 : 1);
  const rank = (cause: Cause) => rootsFirst.indexOf(cause.facts.kind);
  return severity(one) - severity(other) || rank(one) - rank(other);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
