import { readCanaryRule, type CanaryRule } from './canary.ts';
import {
  byAge,
  isOurs,
  rulesOf,
  type Backend,
  type IngressObject,
  type IngressRule,
  type IngressRules,
  type Timeouts,
} from './ingress-rules.ts';

/** The canary of a path: another backend, and when it is taken. */
export interface Canary {
  readonly ingress: string;
  readonly backend: Backend;
  readonly rule: CanaryRule;
}

/** A path with everything that decides where its requests go. */
export interface TableEntry extends IngressRule {
  readonly canary?: Canary;
}

export interface DefaultEntry {
  readonly ingress: string;
  readonly backend: Backend;
  readonly timeouts: Timeouts;
}

/** The paths of one host, the most specific first. */
export interface HostEntry {
  readonly paths: readonly TableEntry[];
  readonly defaultBackend?: DefaultEntry;
}

/** Something in an Ingress that has no effect, and why. */
export interface Problem {
  readonly ingress: string;
  readonly message: string;
}

export interface RoutingTable {
  /** By host in lower case, `*.example.com` and the empty host included. */
  readonly hosts: ReadonlyMap<string, HostEntry>;
  readonly defaultBackend?: DefaultEntry;
  readonly problems: readonly Problem[];
}

const slot = ({ host, path, exact }: IngressRule) =>
  `${host} ${exact ? 'exact' : 'prefix'} ${path}`;

/** Builds the routing table of all Ingresses of our class. */
export function buildTable(ingresses: readonly IngressObject[]): RoutingTable {
  const all = ingresses.filter(isOurs).sort(byAge).map(rulesOf);
  const problems = all.flatMap(({ key, problems: found }) =>
    found.map(message => ({ ingress: key, message })),
  );
  const main = all.filter(({ canary }) => !canary);
  const entries = new Map<string, TableEntry>();
  for (const rule of main.flatMap(({ rules }) => rules)) {
    const holder = entries.get(slot(rule));
    if (holder) problems.push(taken(rule, holder));
    else entries.set(slot(rule), rule);
  }
  for (const ingress of all.filter(({ canary }) => canary)) {
    problems.push(...addCanaries(entries, ingress));
  }
  return {
    hosts: byHost([...entries.values()], main),
    defaultBackend: main
      .filter(({ rules }) => rules.length === 0)
      .flatMap(defaultOf)[0],
    problems,
  };
}

function taken(rule: IngressRule, holder: IngressRule): Problem {
  const where = `${rule.host || 'every host'}${rule.path}`;
  return {
    ingress: rule.ingress,
    message: `${where} belongs to the older Ingress ${holder.ingress}`,
  };
}

function addCanaries(
  entries: Map<string, TableEntry>,
  { key, rules, annotations }: IngressRules,
): Problem[] {
  const { rule, problems } = readCanaryRule(annotations);
  const told = problems.map(message => ({ ingress: key, message }));
  for (const { backend, ...path } of rules) {
    const at = slot({ backend, ...path });
    const entry = entries.get(at);
    if (entry && !entry.canary) {
      entries.set(at, { ...entry, canary: { ingress: key, backend, rule } });
      continue;
    }
    const where = `${path.host || 'every host'}${path.path}`;
    const message = entry?.canary
      ? `${where} already has the canary ${entry.canary.ingress}`
      : `it is a canary, but no other Ingress has ${where} with the same path type`;
    told.push({ ingress: key, message });
  }
  return told;
}

function byHost(
  entries: readonly TableEntry[],
  ingresses: readonly IngressRules[],
): Map<string, HostEntry> {
  const hosts = new Map<string, HostEntry>();
  for (const host of new Set(entries.map(entry => entry.host))) {
    const paths = entries
      .filter(entry => entry.host === host)
      .sort(bySpecificity);
    const defaultBackend = ingresses
      .filter(({ rules }) => rules.some(rule => rule.host === host))
      .flatMap(defaultOf)[0];
    hosts.set(host, { paths, defaultBackend });
  }
  return hosts;
}

function defaultOf({
  key,
  defaultBackend,
  timeouts,
}: IngressRules): DefaultEntry[] {
  return defaultBackend
    ? [{ ingress: key, backend: defaultBackend, timeouts }]
    : [];
}

/** The longest path first; of two alike, the exact one. */
function bySpecificity(one: TableEntry, other: TableEntry): number {
  return (
    other.path.length - one.path.length ||
    Number(other.exact) - Number(one.exact)
  );
}
