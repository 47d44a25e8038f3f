import { isDeepStrictEqual } from 'node:util';
import type { TemplateChange } from '@pilothouse/plugin-platform-common';
import type {
  Container,
  PodSpec,
  PodTemplateSpec,
} from 'kubernetes-types/core/v1';

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';
const TEMPLATE_HASH = 'pod-template-hash';

const partFields = {
  command: ['command', 'args'],
  resources: ['resources'],
  probes: ['startupProbe', 'readinessProbe', 'livenessProbe'],
  'env-from': ['envFrom'],
  mounts: ['volumeMounts'],
} as const satisfies Record<string, readonly (keyof Container)[]>;

const parts = Object.keys(partFields) as (keyof typeof partFields)[];

const told = new Set<string>([
  'name',
  'image',
  'env',
  ...Object.values(partFields).flat(),
]);

/** How a pod template differs from the one before it, without any value of a variable. */
export function templateChanges(
  before: PodTemplateSpec,
  after: PodTemplateSpec,
): TemplateChange[] {
  const changes = [
    ...containerChanges(containersIn(before), containersIn(after)),
    ...volumeChanges(before, after),
  ];
  const kept = new Set(containersIn(after).keys());
  const known = (name: string) =>
    kept.has(name) && containersIn(before).has(name);
  if (!isDeepStrictEqual(restOf(before, known), restOf(after, known))) {
    changes.push({ kind: 'other' });
  }
  return changes.length === 0 && restartedAt(before) !== restartedAt(after)
    ? [{ kind: 'restart' }]
    : changes;
}

function restartedAt({ metadata }: PodTemplateSpec) {
  return metadata?.annotations?.[RESTARTED_AT];
}

type Containers = ReadonlyMap<string, Container>;

function containersIn({ spec }: PodTemplateSpec): Containers {
  const all = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  return new Map(all.map(container => [container.name, container]));
}

function containerChanges(
  before: Containers,
  after: Containers,
): TemplateChange[] {
  const kept = [...after.values()].flatMap(container => {
    const old = before.get(container.name);
    return old
      ? withinContainer(old, container)
      : [inWhole(container.name, 'added')];
  });
  const removed = [...before.keys()]
    .filter(name => !after.has(name))
    .map(name => inWhole(name, 'removed'));
  return [...kept, ...removed];
}

function inWhole(
  container: string,
  change: 'added' | 'removed',
): TemplateChange {
  return { kind: 'container', container, change };
}

function withinContainer(before: Container, after: Container) {
  const container = after.name;
  const changes: TemplateChange[] = [];
  const [from = '', to = ''] = [before.image, after.image];
  if (from !== to) changes.push({ kind: 'image', container, from, to });
  const env = envChange(before.env, after.env);
  if (env) changes.push({ kind: 'env', container, ...env });
  for (const part of parts) {
    const differs = partFields[part].some(
      field => !isDeepStrictEqual(before[field], after[field]),
    );
    if (differs) changes.push({ kind: 'part', container, part });
  }
  return changes;
}

function envChange(before: Container['env'], after: Container['env']) {
  const old = byName(before);
  const now = byName(after);
  const added = [...now.keys()].filter(name => !old.has(name));
  const removed = [...old.keys()].filter(name => !now.has(name));
  const changed = [...now.keys()].filter(
    name => old.has(name) && !isDeepStrictEqual(old.get(name), now.get(name)),
  );
  return added.length + removed.length + changed.length > 0
    ? { added, removed, changed }
    : undefined;
}

function byName<T extends { readonly name: string }>(
  all: readonly T[] = [],
): ReadonlyMap<string, T> {
  return new Map(all.map(one => [one.name, one]));
}

function volumeChanges(
  before: PodTemplateSpec,
  after: PodTemplateSpec,
): TemplateChange[] {
  const old = byName(before.spec?.volumes);
  const now = byName(after.spec?.volumes);
  const names = [...new Set([...now.keys(), ...old.keys()])].filter(
    name => !isDeepStrictEqual(old.get(name), now.get(name)),
  );
  return names.length > 0 ? [{ kind: 'volumes', names }] : [];
}

/** What is not told by itself, without what differs from revision to revision anyway. */
function restOf(
  template: PodTemplateSpec,
  kept: (container: string) => boolean,
) {
  const { labels = {}, annotations = {} } = template.metadata ?? {};
  const { containers, initContainers, volumes, ...spec }: Partial<PodSpec> =
    template.spec ?? {};
  return {
    labels: without(labels, TEMPLATE_HASH),
    annotations: without(annotations, RESTARTED_AT),
    spec,
    containers: [...containersIn(template).values()]
      .filter(({ name }) => kept(name))
      .map(untold)
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

function untold(container: Container) {
  const fields = Object.entries(container).filter(
    ([field]) => !told.has(field),
  );
  return { name: container.name, fields: Object.fromEntries(fields) };
}

function without(all: Record<string, string>, name: string) {
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => key !== name),
  );
}
