import {
  pendingDeletionSchema,
  type Cluster,
  type Instance,
  type Item,
  type UnreadableKind,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  definitionsKind,
  momentOf,
  type ClusterReader,
  type CustomObject,
  type CustomReader,
  type KindState,
  type KubeReader,
  type MiddlewareItem,
  type MiddlewareKind,
} from '@pilothouse/plugin-platform-node';
import { clusterOf } from '../deployments/readable';
import { knownInPart } from '../../kube/clusters/knowledge';
import { joinedIn } from './companions/joined';
import { announcedOn } from './grace/pending';
import { isOfferedAt } from './offering';
import { offerAt, servedOf } from './offers';
import { placeOf } from './place';

export { placeOf };

/** What views of the marketplace are made from; all of it as the person may see it. */
export interface MarketplaceContext {
  readonly kube: KubeReader;
  readonly custom: (cluster: string) => CustomReader | undefined;
  readonly items: readonly MiddlewareItem[];
  /** Kinds in which items are found, so that as long as they are not known there may be more. */
  readonly kinds: readonly MiddlewareKind[];
}

/** A pure function of what is known: no clock, no request. */
export type MarketplaceView<I, O> = (
  input: I,
  context: MarketplaceContext,
) => O;

/** A cluster in which somebody has a namespace, with what is known there. */
export interface Site {
  readonly cluster: ClusterReader;
  readonly custom: CustomReader;
}

const definitions = customKindName(definitionsKind);

/** The clusters in which somebody has a namespace. */
export function sitesOf({ kube, custom }: MarketplaceContext): Site[] {
  return kube.clusters().flatMap(cluster => {
    const reader = custom(cluster.name);
    return reader && cluster.list('namespaces').length > 0
      ? [{ cluster, custom: reader }]
      : [];
  });
}

/** An item as it is told, with the clusters that have it. */
export function itemAt(whole: MiddlewareItem, sites: readonly Site[]): Item {
  const { kind, ...item } = whole;
  const { name, title, summary, details, tags, category } = item;
  const { operator, operations, note, unbacked } = item;
  const offers = sites.flatMap(site => {
    if (!isOfferedAt(whole, site)) return [];
    const { cluster, custom } = site;
    const served = servedOf(kind, custom);
    const offer = offerAt(item, cluster.name);
    if (!offer) return [];
    const { trouble, toldAt } = offer;
    const told = { ...(trouble && { trouble }), ...(toldAt && { toldAt }) };
    switch (served.kind) {
      case 'served':
        return [{ cluster: cluster.name, version: served.version, ...told }];
      case 'other-version':
        return [{ cluster: cluster.name }];
      default:
        return [];
    }
  });
  return {
    name,
    title,
    summary,
    ...(details && { details }),
    ...(tags && { tags }),
    category,
    operator,
    operations,
    ...(note && { note }),
    ...(unbacked && { unbacked }),
    ...(item.isWithdrawn && { withdrawn: true }),
    ...(kind.anchor && { composed: true }),
    kind: kind.kind,
    offers,
  };
}

/** An instance, as a row shows it. */
export function instanceOf(
  item: MiddlewareItem,
  object: CustomObject,
  cluster: ClusterReader,
): Instance {
  const {
    namespace = '',
    name = '',
    creationTimestamp,
  } = object.metadata ?? {};
  const state = item.stateOf(object);
  const announced = announcedOn(object);
  return {
    ref: { item: item.name, cluster: cluster.name, namespace, name },
    ...placeOf(cluster, namespace),
    ...state,
    since: momentOf(state.since),
    createdAt: momentOf(creationTimestamp),
    ...(item.isByHand?.(object) && { byHand: true }),
    ...(announced && { deletion: pendingDeletionSchema.parse(announced) }),
  };
}

/** Kinds of which a person sees objects, or would. */
export function kindsSeen({ items, kinds }: MarketplaceContext) {
  return distinct([
    ...items.flatMap(({ kind, companions = [] }) => [
      kind,
      ...companions.map(companion => companion.kind),
    ]),
    ...kinds,
  ]);
}

/** By what the instances of an item are known, and of what each consists. */
type InstanceKind = Pick<MiddlewareItem, 'kind' | 'isOf' | 'companions'>;

/** The instances of an item, of all that is of its kind. */
export function instancesOf(
  { kind, isOf, companions }: InstanceKind,
  custom: CustomReader,
  namespace?: string,
): readonly CustomObject[] {
  const all = custom.list(customKindName(kind), namespace);
  const own = isOf ? all.filter(object => isOf(object)) : all;
  return companions
    ? own.map(object => joinedIn({ companions }, object, custom))
    : own;
}

/** An instance of an item by its name. */
export function instanceAt(
  { kind, isOf, companions }: InstanceKind,
  custom: CustomReader,
  { namespace, name }: { readonly namespace?: string; readonly name: string },
): CustomObject | undefined {
  const found = custom.get(customKindName(kind), { namespace, name });
  return found && (!isOf || isOf(found))
    ? joinedIn({ companions }, found, custom)
    : undefined;
}

/** A cluster, with how well some kinds are known there. */
export function marketClusterOf(
  { cluster, custom }: Site,
  kinds: readonly MiddlewareKind[],
): Cluster {
  const told = clusterOf(cluster, ['namespaces']);
  const states = [
    ['CustomResourceDefinition', custom.kindState(definitions)] as const,
    ...distinct(kinds)
      .filter(kind => servedOf(kind, custom).kind === 'served')
      .map(
        kind => [kind.kind, custom.kindState(customKindName(kind))] as const,
      ),
  ];
  const unreadable = [
    ...(told.unreadable ?? []),
    ...states.flatMap(([kind, state]) => unreadableOf(kind, state)),
  ];
  const stale = states.flatMap(([name, state]) =>
    state.kind === 'stale' ? [{ name, ...state }] : [],
  );
  return {
    ...told,
    ...(told.knowledge.kind === 'live' &&
      stale.length > 0 && {
        knowledge: knownInPart(stale),
      }),
    ...(unreadable.length > 0 && { unreadable }),
  };
}

/** Many items may be of one kind. */
function distinct(kinds: readonly MiddlewareKind[]): MiddlewareKind[] {
  return [...new Map(kinds.map(kind => [customKindName(kind), kind])).values()];
}

function unreadableOf(kind: string, state: KindState): UnreadableKind[] {
  return state.kind === 'forbidden' ? [{ kind, because: 'forbidden' }] : [];
}

/** Whether something of a cluster is being read for the first time. */
export function isPending(
  { cluster, custom }: Site,
  kinds: readonly MiddlewareKind[],
): boolean {
  if (!cluster.isReachable()) return false;
  return (
    custom.kindState(definitions).kind === 'pending' ||
    distinct(kinds).some(
      kind =>
        servedOf(kind, custom).kind === 'served' &&
        custom.kindState(customKindName(kind)).kind === 'pending',
    )
  );
}
