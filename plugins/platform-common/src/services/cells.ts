import { isAsleep } from '../deployments';
import type { Status } from '../status';
import { compareEnvironments } from './environments';
import type { Placement } from './schema';
import { worstStatus } from './summary';

/** What runs of a service in one environment of one cluster. */
export interface ClusterShare {
  readonly cluster: string;
  readonly status: Status;
  /** Whether it is well because nothing of it is to run. */
  readonly asleep: boolean;
  readonly ready: number;
  readonly desired: number;
  /** Ready replicas of earlier revisions beside those, where they are told apart. */
  readonly earlier?: number;
  /** Since when this may no longer be true, where the cluster does not answer. */
  readonly staleSince?: string;
}

/** What runs of a service in one environment. */
export interface Cell {
  readonly environment: string | undefined;
  readonly status: Status;
  /** Whether it is well because nothing of it is to run. */
  readonly asleep: boolean;
  /** Each version once. */
  readonly versions: readonly string[];
  readonly ready: number;
  readonly desired: number;
  /** Ready replicas of earlier revisions beside those, where they are told apart. */
  readonly earlier?: number;
  /** By the name of the cluster. */
  readonly clusters: readonly ClusterShare[];
  /** The earliest, where all that is known of it is stale. */
  readonly staleSince?: string;
}

/**
 * What runs of a service, environment by environment on the way to production.
 *
 * @param stale - since when what a cluster said may no longer be true, by its name
 */
export function cellsOf(
  placements: readonly Placement[],
  stale: ReadonlyMap<string, string>,
): Cell[] {
  return [...groupBy(placements, each => each.environment)]
    .sort(([left], [right]) => compareEnvironments(left, right))
    .map(([environment, those]) => cellOf(environment, those, stale));
}

function cellOf(
  environment: string | undefined,
  placements: readonly Placement[],
  stale: ReadonlyMap<string, string>,
): Cell {
  const clusters = [...groupBy(placements, each => each.ref.cluster)]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([cluster, those]) => ({
      cluster,
      ...totalsOf(those),
      staleSince: stale.get(cluster),
    }));
  const since = clusters.flatMap(each => each.staleSince ?? []).sort();
  return {
    environment,
    ...totalsOf(placements),
    versions: [...new Set(placements.flatMap(each => each.version ?? []))],
    clusters,
    staleSince: since.length === clusters.length ? since[0] : undefined,
  };
}

function totalsOf(placements: readonly Placement[]) {
  return {
    status: worstStatus(placements.map(each => each.status)),
    asleep: placements.every(isAsleep),
    ready: sum(placements.map(each => each.replicas.ready)),
    desired: sum(placements.map(each => each.replicas.desired)),
    earlier:
      sum(placements.map(each => each.replicas.earlier ?? 0)) || undefined,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K) {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
