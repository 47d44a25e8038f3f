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
  type CustomObject,
  type MiddlewareItem,
  type MiddlewareKind,
  type MiddlewareParts,
} from '@pilothouse/plugin-platform-node';
import { keeperOf } from '../../kube/write';
import { knownOf } from './backups/view';
import { behind } from './behind';
import { nothingBetween, type Between } from './between';
import { companionOf } from './companions/joined';
import { grantsOf } from './grants/view';
import { siteOf } from './instance';
import {
  claimsOf,
  eachOnce,
  isPart,
  knownAs,
  leftover,
  ownedBy,
  partKey,
  partKinds,
  toldPart,
  toldParts,
  volumesOf,
  type Part,
} from './leftovers';
import { kindsOf, servedOf } from './offers';
import {
  instanceAt,
  kindsSeen,
  type MarketplaceContext,
  type Site,
} from './view';

const noParts: MiddlewareParts = { goes: [], stays: [], passing: [], runs: [] };

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
  | 'runs'
  | 'first'
  | 'contents'
> & {
  readonly volumes: ReadonlyMap<string, string>;
  /** Names what is removed beyond what the cluster itself does, so that one knows it again. */
  readonly told: readonly string[];
};

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
 * it by its owner, directly or not; what carries its labels alone stays, but for volumes and
 * Secrets that its operator removes.
 *
 * @param parts - what is told by whoever carries out deletions, where the cluster does not
 * @param between - what operators have made in between, where nobody follows its kinds
 * @throws NotFoundError for an instance that there is not, or that may not be seen
 */
export function deletionPlan(
  ref: InstanceRef,
  context: MarketplaceContext,
  parts: MiddlewareParts = noParts,
  between: Between = nothingBetween,
): DeletionPlan {
  const { item, site } = siteOf(ref, context);
  const { namespace, name } = ref;
  const object = instanceAt(item, site.custom, ref);
  const uid = object?.metadata?.uid;
  if (!object || !uid) throw new NotFoundError(noSuchInstance(ref));
  const saved = savedOf(item, object, site);
  const left = contentsLeft(item, object, site);
  const told = toldParts(parts, namespace, site);
  const kinds = kindsSeen(context);
  const theirs = behind(told.hidden, namespace, site, kinds, between.parts);
  const owners = [
    uid,
    ...theirs.owners,
    ...saved
      .filter(each => isOwned(each, uid))
      .map(each => each.object.metadata?.uid),
    ...told.goes.map(each => each.object.metadata?.uid),
  ];
  const owned = ownedBy(owners, namespace, site);
  // What an operator has made of StatefulSets leaves volumes as all others do.
  const claims = claimsOf(told.hidden.length > 0 ? owned : [], namespace, site);
  const going = eachOnce(
    [...told.goes, ...theirs.parts, ...owned, ...claims.goes],
    namespace,
  );
  const keys = new Set(going.map(each => partKey(each, namespace)));
  const beside = eachOnce(
    [
      ...told.stays,
      ...claims.stays,
      ...labelledIn(site, namespace, item.labelsOf(name)),
    ],
    namespace,
  ).filter(each => !keys.has(partKey(each, namespace)));
  const removed = beside.filter(
    each =>
      (isPart(each, 'persistentvolumeclaims') &&
        item.removesVolumesOf?.(object)) ||
      (isPart(each, 'secrets') &&
        item.removesSecretOf?.(object, each.object.metadata?.name ?? '')),
  );
  const goes = [...going, ...removed];
  const keeper = keeperOf(object);
  return {
    ref,
    uid,
    ...(keeper && keeper !== 'helm' && { keptBy: keeper }),
    volumes: volumesOf(goes, namespace),
    told: [
      ...parts.goes.map(toldPart),
      ...removed.filter(each => isPart(each, 'secrets')),
    ].map(each => partKey(each, namespace)),
    goes: [
      ...goes.map(each => leftover(each, namespace)),
      ...saved.filter(each => isOwned(each, uid)).map(savedLeftover),
    ],
    stays: [
      ...beside
        .filter(each => !removed.includes(each))
        .map(each => leftover(each, namespace)),
      ...saved.filter(each => !isOwned(each, uid)).map(savedLeftover),
    ],
    finalizers: object.metadata?.finalizers ?? [],
    ...(item.elsewhere && { elsewhere: true }),
    runs: parts.runs.map(({ kind = '', metadata }) => ({
      kind,
      name: metadata?.name ?? '',
    })),
    first: grantsOf(item, object, site.custom).map(({ metadata }) => ({
      kind: item.grants?.kind.kind ?? '',
      group: item.grants?.kind.group,
      name: metadata?.name ?? '',
      uid: metadata?.uid ?? '',
      data: false,
    })),
    ...(left.length > 0 && { contents: left }),
    unknown: [
      ...new Set([
        ...told.unknown,
        ...between.unknown,
        ...hiddenKinds(item, site, namespace),
      ]),
    ],
  };
}

/** What is known of what carries the labels of an instance. */
function labelledIn(
  { cluster }: Site,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): Part[] {
  if (Object.keys(labels).length === 0) return [];
  return partKinds.flatMap(kind =>
    cluster
      .list(kind, { namespace, labels })
      .map(object => knownAs(kind, object)),
  );
}

/** Kinds of which there may be more than one sees. */
function hiddenKinds(
  item: MiddlewareItem,
  { cluster, custom }: Site,
  namespace: string,
): string[] {
  return [
    ...partKinds
      .filter(kind => mayHide(cluster.kindState(kind, namespace)))
      .map(kind => kubeKinds[kind].kind),
    ...kindsOf(item)
      .slice(1)
      .filter(
        kind =>
          servedOf(kind, custom).kind === 'served' &&
          mayHide(custom.kindState(customKindName(kind))),
      )
      .map(({ kind }) => kind),
  ];
}

/** Whether there may be more of a kind than one sees; what a cluster does not serve it has not. */
function mayHide({ kind }: KindState): boolean {
  return kind !== 'live' && kind !== 'absent';
}

/**
 * Names what would be lost: the data that goes, what runs on it, what goes first, and what is
 * told to go, as whoever carries the deletion out removes what it is then, seen or not. Pods
 * come and go meanwhile, and nobody minds.
 */
export function lostWith({
  goes,
  bound,
  first,
  told,
}: Pick<InstanceDeletion, 'goes' | 'bound' | 'first'> &
  Pick<DeletionPlan, 'told'>): string[] {
  return [
    ...told,
    ...goes
      .filter(({ data }) => data)
      .map(({ kind, name }) => `${kind}/${name}`),
    ...bound.map(({ target }) => `bound ${target.kind}/${target.name}`),
    ...first.map(each => `first ${each.kind}/${each.name}/${each.uid}`),
  ].sort();
}

/** Stands for the loss of an instance as somebody has looked at it. */
export function seenOf(
  plan: Pick<InstanceDeletion, 'uid'> & Parameters<typeof lostWith>[0],
): string {
  return createHash('sha256')
    .update(JSON.stringify([plan.uid, lostWith(plan)]))
    .digest('base64url');
}

interface Saved {
  readonly kind: Pick<MiddlewareKind, 'group' | 'kind'>;
  readonly object: CustomObject;
  readonly data: boolean;
}

/** The companions of an instance, backups of it, schedules of them, and what had it restored. */
function savedOf(
  { backups, companions = [], contents }: MiddlewareItem,
  instance: CustomObject,
  { custom }: Site,
): Saved[] {
  const schedules = backups?.schedules;
  const also = backups?.restore?.also;
  const of = (
    from: NonNullable<
      typeof backups | typeof contents | typeof schedules | typeof also
    >,
  ) => knownOf(from.kind, from, instance, custom) ?? [];
  return [
    ...companions.flatMap(companion => {
      const object = companionOf(companion, instance, custom);
      return object ? [{ kind: companion.kind, object, data: false }] : [];
    }),
    ...(backups
      ? of(backups).map(object => {
          const data = backups.backupOf(object).state === 'good';
          return { kind: backups.kind, object, data };
        })
      : []),
    ...[schedules, also, contents].flatMap(from =>
      from
        ? of(from).map(object => ({ kind: from.kind, object, data: false }))
        : [],
    ),
  ];
}

/** What an instance holds and would leave behind. */
function contentsLeft(
  { contents }: MiddlewareItem,
  instance: CustomObject,
  { custom }: Site,
): NonNullable<InstanceDeletion['contents']> {
  if (!contents) return [];
  const { kind } = contents;
  const uid = instance.metadata?.uid ?? '';
  return (knownOf(kind, contents, instance, custom) ?? [])
    .map(object => ({ kind, object, data: false }))
    .filter(each => !isOwned(each, uid) && each.object.metadata?.uid)
    .map(each => ({
      ...savedLeftover(each),
      uid: each.object.metadata?.uid ?? '',
    }));
}

function isOwned({ object }: Saved, uid: string): boolean {
  const owners = object.metadata?.ownerReferences ?? [];
  return owners.some(owner => owner.uid === uid);
}

function savedLeftover({ kind: { group, kind }, object, data }: Saved) {
  return { kind, group, name: object.metadata?.name ?? '', data };
}
