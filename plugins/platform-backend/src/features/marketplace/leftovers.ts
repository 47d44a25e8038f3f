import type { InstanceDeletion } from '@pilothouse/plugin-platform-common';
import {
  kubeKinds,
  type KubeKindName,
  type KubeObject,
  type MiddlewareParts,
} from '@pilothouse/plugin-platform-node';
import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { workloadKinds } from '../deployments/workload';
import type { Site } from './view';

/** Kinds of which an instance may consist. */
export const partKinds = [
  ...workloadKinds,
  'replicasets',
  'jobs',
  'cronjobs',
  'pods',
  'services',
  'ingresses',
  'horizontalpodautoscalers',
  'persistentvolumeclaims',
  'secrets',
  'configmaps',
  'serviceaccounts',
  'poddisruptionbudgets',
] as const satisfies readonly KubeKindName[];

/** Something that an instance consists of, as it is known. */
export interface Part {
  /** Such as `PersistentVolumeClaim`. */
  readonly kind: string;
  /** API group of the kind, as others may have one of that name. */
  readonly group: string;
  readonly object: KubeObject;
}

const nameOfKind = new Map<string, KubeKindName>(
  Object.entries(kubeKinds).map(([name, { kind }]) => [
    kind,
    name as KubeKindName,
  ]),
);

/** What those who carry out deletions tell of an instance, each with what else is known of it. */
interface ToldParts {
  readonly goes: readonly Part[];
  readonly stays: readonly Part[];
  /** What goes and is not followed, so that others may have made more for it. */
  readonly hidden: readonly Part[];
  /** Kinds of which it cannot be told whether anything stays, or what else goes. */
  readonly unknown: readonly string[];
}

/**
 * Lays what is known of a namespace over what was told, with the claims that StatefulSets have
 * made: nobody owns them, and they stay unless their StatefulSet says otherwise.
 */
export function toldParts(
  { goes, stays, passing }: MiddlewareParts,
  namespace: string,
  site: Site,
): ToldParts {
  const known = (object: KubeObject) => knownPart(object, namespace, site);
  const removed = goes.map(known);
  const going = removed.map(({ part }) => part);
  const left = passing.map(known);
  const claims = claimsOf(going, namespace, site);
  const hidden = removed.filter(({ state }) => state === 'not-known');
  return {
    goes: [...going, ...claims.goes],
    hidden: hidden.map(({ part }) => part),
    stays: [
      ...stays.map(each => known(each).part),
      ...claims.stays,
      ...left.flatMap(({ state, part }) => (state === 'there' ? part : [])),
    ],
    unknown: [
      // What goes with these, such as volumes that an operator made for them, is not known.
      ...removed.filter(({ part }) => isPart(part, 'namespaces')),
      ...hidden,
      ...left.filter(({ state }) => state === 'not-known'),
    ].map(({ part }) => part.kind),
  };
}

function knownPart(
  object: KubeObject,
  of: string,
  { cluster }: Site,
): { state: 'missing' | 'not-known' | 'there'; part: Part } {
  const part = toldPart(object);
  const { name = '', namespace = of } = object.metadata ?? {};
  const called = nameOfKind.get(part.kind);
  const known = called && isPart(part, called) ? called : undefined;
  const found = known && cluster.get(known, { namespace, name });
  if (found) return { state: 'there', part: { ...part, object: found } };
  const isLive = known && cluster.kindState(known, namespace).kind === 'live';
  return { state: isLive ? 'missing' : 'not-known', part };
}

/** What was told, as a part; its kind is that of the cluster itself where no API is named. */
export function toldPart(object: KubeObject): Part {
  const { kind = '', apiVersion } = object;
  const name = nameOfKind.get(kind);
  const own = name ? kubeKinds[name].group : '';
  const group = apiVersion === undefined ? own : groupOf(apiVersion);
  return { kind, group, object };
}

/** A part that is known of a kind. */
export function knownAs(name: KubeKindName, object: KubeObject): Part {
  const { kind, group } = kubeKinds[name];
  return { kind, group, object };
}

/** Whether something is of a kind, and of none that is only called so. */
export function isPart(
  { kind, group }: Pick<Part, 'kind' | 'group'>,
  name: KubeKindName,
): boolean {
  return kind === kubeKinds[name].kind && group === kubeKinds[name].group;
}

/** The group of an `apiVersion`; empty for the core of Kubernetes. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] ?? '' : '';
}

/** The claims that the StatefulSets among some parts have made, by what becomes of them. */
export function claimsOf(
  parts: readonly Part[],
  of: string,
  site: Site,
): { readonly goes: readonly Part[]; readonly stays: readonly Part[] } {
  const claims = parts.flatMap(part => claimsOfOne(part, of, site));
  return {
    goes: claims.flatMap(each => (each.goes ? each.part : [])),
    stays: claims.flatMap(each => (each.goes ? [] : each.part)),
  };
}

function claimsOfOne(
  part: Part,
  of: string,
  { cluster }: Site,
): { goes: boolean; part: Part }[] {
  if (!isPart(part, 'statefulsets')) return [];
  const { metadata, spec } = part.object as StatefulSet;
  const { volumeClaimTemplates: templates = [] } = spec ?? {};
  const policy: unknown = Reflect.get(
    Object(spec),
    'persistentVolumeClaimRetentionPolicy',
  );
  const goes = Reflect.get(Object(policy), 'whenDeleted') === 'Delete';
  const { name = '', namespace = of } = metadata ?? {};
  const stems = templates.map(each => `${each.metadata?.name}-${name}-`);
  return cluster
    .list('persistentvolumeclaims', { namespace })
    .filter(claim =>
      stems.some(
        stem =>
          claim.metadata?.name?.startsWith(stem) &&
          /^\d+$/.test(claim.metadata.name.slice(stem.length)),
      ),
    )
    .map(claim => ({ goes, part: knownAs('persistentvolumeclaims', claim) }));
}

/** All that belongs to objects of a namespace by its owners, and to that in turn. */
export function ownedBy(
  owners: readonly (string | undefined)[],
  namespace: string,
  { cluster }: Site,
): Part[] {
  const found = new Map<string, Part>();
  const follow = (ownerUid: string | undefined) => {
    if (!ownerUid) return;
    for (const name of partKinds) {
      for (const object of cluster.list(name, { namespace, ownerUid })) {
        const part = knownAs(name, object);
        if (found.has(partKey(part, namespace))) continue;
        found.set(partKey(part, namespace), part);
        follow(object.metadata?.uid);
      }
    }
  };
  owners.forEach(follow);
  return [...found.values()];
}

/** Names a part of an instance of that namespace, whether it is known there or only told. */
export function partKey({ kind, group, object }: Part, of: string): string {
  const { name, namespace = of } = object.metadata ?? {};
  return JSON.stringify([group, kind, namespace, name]);
}

/** Each once, the first time. */
export function eachOnce(parts: readonly Part[], of: string): Part[] {
  const found = new Map<string, Part>();
  for (const part of parts) {
    const key = partKey(part, of);
    if (!found.has(key)) found.set(key, part);
  }
  return [...found.values()];
}

/** As a plan lists it. */
export function leftover(
  part: Part,
  of: string,
): InstanceDeletion['goes'][number] {
  const { kind, group, object } = part;
  const { name = '', namespace = of } = object.metadata ?? {};
  const claim = isPart(part, 'persistentvolumeclaims')
    ? (object as PersistentVolumeClaim)
    : undefined;
  const size =
    claim?.status?.capacity?.storage ??
    claim?.spec?.resources?.requests?.storage;
  return {
    kind,
    ...(group && { group }),
    name,
    ...(namespace !== of && { namespace }),
    data: claim !== undefined,
    ...(size && { size }),
  };
}

/** Names of the volumes behind claims of a namespace, by the names of those. */
export function volumesOf(
  parts: readonly Part[],
  of: string,
): ReadonlyMap<string, string> {
  return new Map(
    parts.flatMap(part => {
      if (!isPart(part, 'persistentvolumeclaims')) return [];
      const { metadata, spec } = part.object as PersistentVolumeClaim;
      const { name, namespace = of } = metadata ?? {};
      const volume = spec?.volumeName;
      return name && volume && namespace === of
        ? [[name, volume] as const]
        : [];
    }),
  );
}
