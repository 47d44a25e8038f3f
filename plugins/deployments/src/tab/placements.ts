import {
  comparePlacements,
  firstToOpen,
  silentClusterOf,
  type Cluster,
  type PlacementDetail,
  type ServiceDeployments,
} from '@pilothouse/plugin-platform-common';

/** A placement beside how well its cluster is known. */
export interface Placed {
  readonly placement: PlacementDetail;
  readonly cluster?: Cluster;
}

/** Whether what is shown of it may no longer be true. */
export function isOld({ cluster }: Placed): boolean {
  return cluster !== undefined && cluster.knowledge.kind !== 'live';
}

/** Placements as software passes through them, development first. */
export function inOrder(deployments: ServiceDeployments): Placed[] {
  const clusters = new Map(
    deployments.clusters.map(cluster => [cluster.name, cluster]),
  );
  return Object.values(deployments.placements)
    .sort(comparePlacements)
    .map(placement => ({
      placement,
      cluster: clusters.get(placement.ref.cluster),
    }));
}

/** Clusters of which nothing is shown, though something may run there. */
export function silentClusters(deployments: ServiceDeployments): Cluster[] {
  const shown = new Set(
    Object.values(deployments.placements).map(({ ref }) => ref.cluster),
  );
  return deployments.clusters.filter(
    ({ name, knowledge }) => knowledge.kind !== 'live' && !shown.has(name),
  );
}

/** What a page shows of a service: one placement, or why there is none to be shown. */
export type Shown =
  | { readonly kind: 'open'; readonly placed: Placed }
  | { readonly kind: 'gone'; readonly id: string }
  /** Its cluster cannot tell whether it runs. */
  | { readonly kind: 'not-known'; readonly id: string }
  | { readonly kind: 'nothing' };

/**
 * Decides what is shown: the placement that is wanted, else the one to be opened first. One
 * that is gone makes room for no other, so that nobody changes what they did not choose.
 *
 * @param wanted - id of the placement that was chosen, or came first to be opened
 */
export function shownOf(
  deployments: ServiceDeployments,
  wanted: string | undefined,
): Shown {
  const placed = inOrder(deployments);
  const first = firstToOpen(placed.map(({ placement }) => placement))?.id;
  const id = wanted ?? first;
  if (id === undefined) return { kind: 'nothing' };
  const found = placed.find(({ placement }) => placement.id === id);
  if (found) return { kind: 'open', placed: found };
  const silent = silentClusterOf(deployments, id);
  return { kind: silent ? 'not-known' : 'gone', id };
}

/** What tells placements apart, as far as it differs. */
export interface TileName {
  readonly environment: string;
  readonly cluster?: string;
  readonly workload?: string;
}

/** Names of placements: environment, and what is needed to tell one from another. */
export function tileNames(
  placed: readonly Placed[],
): ReadonlyMap<string, TileName> {
  const clusters = new Set(
    placed.map(({ placement }) => placement.ref.cluster),
  );
  const placeOf = ({ environment, ref }: PlacementDetail) =>
    JSON.stringify([environment ?? ref.namespace, ref.cluster]);
  const places = placed.map(({ placement }) => placeOf(placement));
  const isShared = (place: string) =>
    places.filter(other => other === place).length > 1;
  return new Map(
    placed.map(({ placement, cluster }) => [
      placement.id,
      {
        environment: placement.environment ?? placement.ref.namespace,
        cluster:
          clusters.size > 1
            ? cluster?.title ?? placement.ref.cluster
            : undefined,
        workload: isShared(placeOf(placement)) ? placement.ref.name : undefined,
      },
    ]),
  );
}
