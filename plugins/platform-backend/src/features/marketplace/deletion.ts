import { createHash } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import type {
  InstanceDeletion,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  kubeKinds,
  type KindState,
  type KubeKindName,
  type CustomObject,
  type KubeObject,
  type MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { keeperOf } from '../../kube/write';
import { workloadKinds } from '../deployments/workload';
import { knownOf } from './backups/view';
import { companionOf } from './companions/joined';
import { grantsOf } from './grants/view';
import { siteOf } from './instance';
import { kindsOf, servedOf } from './offers';
import { instanceAt, type MarketplaceView, type Site } from './view';

/** Kinds of which an instance may consist. */
const kinds = [
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

interface Found {
  readonly kind: KubeKindName;
  readonly object: KubeObject;
}

/** What goes and what stays, and the names of the volumes that lie behind claims that go. */
export type DeletionPlan = Pick<
  InstanceDeletion,
  | 'ref'
  | 'uid'
  | 'goes'
  | 'stays'
  | 'finalizers'
  | 'unknown'
  | 'keptBy'
  | 'elsewhere'
  | 'more'
  | 'first'
> & { readonly volumes: ReadonlyMap<string, string> };

/** The sentence for what does not exist, and in the same words for what one may not see. */
export function noSuchInstance({
  item,
  namespace,
  name,
  cluster,
}: InstanceRef) {
  return `There is no ${item} ${name} in the namespace ${namespace} of the cluster ${cluster}`;
}

/**
 * What goes and what stays when an instance is deleted: the cluster removes what belongs to
 * it by its owner, directly or not; what carries its labels alone stays, but for volumes that
 * its operator removes.
 *
 * @throws NotFoundError for an instance that there is not, or that may not be seen
 */
export const deletionPlan: MarketplaceView<InstanceRef, DeletionPlan> = (
  ref,
  context,
) => {
  const { item, site } = siteOf(ref, context);
  const { namespace, name } = ref;
  const object = instanceAt(item, site.custom, ref);
  const uid = object?.metadata?.uid;
  if (!object || !uid) throw new NotFoundError(noSuchInstance(ref));
  const saved = savedOf(item, object, site);
  const owners = saved
    .filter(each => isOwned(each, uid))
    .map(each => each.object.metadata?.uid ?? '');
  const goes = [
    ...ownedBy([uid, ...owners], namespace, site),
    ...takenAlong(item, object, site),
  ];
  const going = new Set(goes.map(uidOf));
  const labels = item.labelsOf(name);
  const labelled =
    Object.keys(labels).length === 0
      ? []
      : kinds.flatMap(kind =>
          site.cluster
            .list(kind, { namespace, labels })
            .map((each): Found => ({ kind, object: each })),
        );
  const beside = labelled.filter(each => !going.has(uidOf(each)));
  const removed = beside.filter(
    ({ kind }) =>
      kind === 'persistentvolumeclaims' && item.removesVolumesOf?.(object),
  );
  const keeper = keeperOf(object);
  return {
    ref,
    uid,
    ...(keeper && keeper !== 'helm' && { keptBy: keeper }),
    volumes: volumesOf([...goes, ...removed]),
    goes: [
      ...[...goes, ...removed].map(leftover),
      ...saved.filter(each => isOwned(each, uid)).map(savedLeftover),
    ],
    stays: [
      ...beside.filter(each => !removed.includes(each)).map(leftover),
      ...saved.filter(each => !isOwned(each, uid)).map(savedLeftover),
    ],
    finalizers: object.metadata?.finalizers ?? [],
    ...(item.elsewhere && { elsewhere: true }),
    ...(item.kind.anchor && { more: true }),
    first: grantsOf(item, object, site.custom).map(({ metadata }) => ({
      kind: item.grants?.kind.kind ?? '',
      name: metadata?.name ?? '',
      uid: metadata?.uid ?? '',
      data: false,
    })),
    unknown: [
      ...kinds
        .filter(kind => mayHide(site.cluster.kindState(kind, namespace)))
        .map(kind => kubeKinds[kind].kind),
      ...kindsOf(item)
        .slice(1)
        .filter(
          kind =>
            servedOf(kind, site.custom).kind === 'served' &&
            mayHide(site.custom.kindState(customKindName(kind))),
        )
        .map(({ kind }) => kind),
    ],
  };
};

/** Whether there may be more of a kind than one sees; what a cluster does not serve it has not. */
function mayHide({ kind }: KindState): boolean {
  return kind !== 'live' && kind !== 'absent';
}

/** By the names of their claims. */
function volumesOf(goes: readonly Found[]): ReadonlyMap<string, string> {
  return new Map(
    goes.flatMap(({ kind, object }) => {
      const claim =
        kind === 'persistentvolumeclaims'
          ? (object as PersistentVolumeClaim)
          : undefined;
      const volume = claim?.spec?.volumeName;
      const name = claim?.metadata?.name;
      return name && volume ? [[name, volume]] : [];
    }),
  );
}

/**
 * Names what would be lost: the data that goes, what runs on it, and what goes first. Pods come and go
 * meanwhile, and nobody minds.
 */
export function seenOf({
  uid,
  goes,
  bound,
  first,
}: Pick<InstanceDeletion, 'uid' | 'goes' | 'bound' | 'first'>): string {
  const lost = [
    ...goes
      .filter(({ data }) => data)
      .map(({ kind, name }) => `${kind}/${name}`),
    ...bound.map(({ target }) => `bound ${target.kind}/${target.name}`),
    ...first.map(each => `first ${each.kind}/${each.name}/${each.uid}`),
  ].sort();
  return createHash('sha256')
    .update(JSON.stringify([uid, lost]))
    .digest('base64url');
}

/** All that belongs to objects, and to that in turn. */
function ownedBy(
  uids: readonly string[],
  namespace: string,
  site: Site,
): Found[] {
  const found = new Map<string, Found>();
  const follow = (ownerUid: string) => {
    for (const kind of kinds) {
      for (const object of site.cluster.list(kind, { namespace, ownerUid })) {
        const each = { kind, object };
        if (found.has(uidOf(each))) continue;
        found.set(uidOf(each), each);
        follow(object.metadata?.uid ?? '');
      }
    }
  };
  uids.forEach(follow);
  return [...found.values()];
}

/** What goes with an instance though it is not owned by it, and all that belongs to that. */
function takenAlong(
  { takesAlong }: MiddlewareItem,
  instance: CustomObject,
  site: Site,
): Found[] {
  if (!takesAlong) return [];
  const namespace = instance.metadata?.namespace ?? '';
  const found = new Map<string, Found>();
  for (const kind of kinds) {
    for (const object of site.cluster.list(kind, { namespace })) {
      if (!takesAlong(instance, object, kubeKinds[kind].kind)) continue;
      const own = { kind, object };
      for (const each of [
        own,
        ...ownedBy([object.metadata?.uid ?? ''], namespace, site),
      ]) {
        found.set(uidOf(each), each);
      }
    }
  }
  return [...found.values()];
}

interface Saved {
  readonly kind: string;
  readonly object: CustomObject;
  readonly data: boolean;
}

/** The companions of an instance, backups of it, schedules of them, and what had it restored. */
function savedOf(
  { backups, companions = [] }: MiddlewareItem,
  instance: CustomObject,
  { custom }: Site,
): Saved[] {
  const schedules = backups?.schedules;
  const also = backups?.restore?.also;
  const of = (
    from: NonNullable<typeof backups | typeof schedules | typeof also>,
  ) => knownOf(from.kind, from, instance, custom) ?? [];
  return [
    ...companions.flatMap(companion => {
      const object = companionOf(companion, instance, custom);
      const { kind } = companion.kind;
      return object ? [{ kind, object, data: false }] : [];
    }),
    ...(backups ? of(backups) : []).map(object => {
      const data = backups?.backupOf(object).state === 'good';
      return { kind: backups?.kind.kind ?? '', object, data };
    }),
    ...[schedules, also].flatMap(from =>
      from
        ? of(from).map(object => ({
            kind: from.kind.kind,
            object,
            data: false,
          }))
        : [],
    ),
  ];
}

function isOwned({ object }: Saved, uid: string): boolean {
  const owners = object.metadata?.ownerReferences ?? [];
  return owners.some(owner => owner.uid === uid);
}

function savedLeftover({ kind, object, data }: Saved) {
  return { kind, name: object.metadata?.name ?? '', data };
}

function uidOf({ kind, object }: Found): string {
  return object.metadata?.uid ?? `${kind}/${object.metadata?.name}`;
}

function leftover({ kind, object }: Found): InstanceDeletion['goes'][number] {
  const data = kind === 'persistentvolumeclaims';
  const claim = data ? (object as PersistentVolumeClaim) : undefined;
  const size = claim?.status?.capacity?.storage;
  return {
    kind: kubeKinds[kind].kind,
    name: object.metadata?.name ?? '',
    data,
    ...(size && { size }),
  };
}
