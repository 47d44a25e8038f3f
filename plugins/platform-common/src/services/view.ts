import { isAsleep, type Cause } from '../deployments';
import { tellsWhatRuns, type Cluster } from '../kube';
import type { Status } from '../status';
import { cellsOf, type Cell } from './cells';
import { compareEnvironments } from './environments';
import type { Placement, ServiceRow, Services } from './schema';
import { compareStatuses, worstStatus } from './summary';

/** Why a service is not as it should be, and where. */
export interface Trouble {
  readonly cause: Cause;
  readonly placement: Placement;
}

/** A service as pages show it. */
export interface ServiceView {
  /** As in the answer of `services.list`. */
  readonly key: string;
  readonly row: ServiceRow;
  /** What people call it. */
  readonly name: string;
  /** What people call its application, where it has one. */
  readonly applicationName?: string;
  /** Where nothing of it is deployed, it is well: there is nothing to be broken. */
  readonly status: Status;
  readonly since?: string;
  /** Whether it is well because nothing of it is to run. */
  readonly asleep: boolean;
  /** Whether nothing of it runs, as far as one may see, in clusters that are all heard. */
  readonly undeployed: boolean;
  /** On the way to production. */
  readonly cells: readonly Cell[];
  readonly placements: readonly Placement[];
  readonly trouble?: Trouble;
}

/** Which placements to look at; all of them where neither is named. */
export interface Narrowing {
  readonly environment?: string;
  readonly cluster?: string;
}

/** Since when what a cluster said may no longer be true, by the cluster's name. */
export function staleClusters(
  clusters: readonly Cluster[],
): ReadonlyMap<string, string> {
  return new Map(
    clusters.flatMap(({ name, knowledge }) =>
      knowledge.kind === 'live' ? [] : [[name, knowledge.since] as const],
    ),
  );
}

/**
 * The services as pages show them, in no particular order. A narrowed one has the state
 * of what is left of it; where nothing is left, it is not among them.
 */
export function viewsOf(
  services: Services,
  narrowing: Narrowing = {},
): ServiceView[] {
  const stale = staleClusters(services.clusters);
  const whole = !narrowing.environment && !narrowing.cluster;
  const allHeard = services.clusters.every(tellsWhatRuns);
  return Object.entries(services.services).flatMap(([key, row]) => {
    const placements = Object.values(row.placements).filter(placement =>
      fits(placement, narrowing),
    );
    if (!whole && placements.length === 0) {
      return [];
    }
    const undeployed =
      allHeard && placements.length === 0 && !row.selectorUnclear;
    const { status, since } = whole ? row : stateOf(placements);
    return {
      key,
      row,
      name: row.title ?? row.name,
      applicationName: applicationNameOf(services, row.application),
      status: undeployed ? 'healthy' : status,
      since,
      asleep: areAsleep(placements),
      undeployed,
      cells: cellsOf(placements, stale),
      placements,
      trouble: troubleOf(placements),
    };
  });
}

/** What people call an application; its own name where the catalog does not tell it. */
export function applicationNameOf(
  { applications }: Pick<Services, 'applications'>,
  ref: string | undefined,
): string | undefined {
  const known = ref === undefined ? undefined : applications[ref];
  return known?.title ?? known?.name ?? ref?.slice(ref.lastIndexOf('/') + 1);
}

/** Whether all of some workloads are well because nothing of them is to run. */
export function areAsleep(placements: readonly Placement[]): boolean {
  return placements.length > 0 && placements.every(isAsleep);
}

function fits(placement: Placement, { environment, cluster }: Narrowing) {
  return (
    (!environment || placement.environment === environment) &&
    (!cluster || placement.ref.cluster === cluster)
  );
}

/**
 * The worst status among placements, and since when there is one so bad, where that is known
 * of all of these. All are well since the last one is.
 */
export function stateOf(
  placements: readonly Placement[],
): Pick<ServiceRow, 'status' | 'since'> {
  const status = worstStatus(placements.map(each => each.status));
  const those = placements.filter(each => each.status === status);
  const moments = those
    .flatMap(each => each.since ?? [])
    .sort((one, other) => Date.parse(one) - Date.parse(other));
  if (moments.length < those.length) return { status };
  return { status, since: moments.at(status === 'healthy' ? -1 : 0) };
}

/** The trouble of the worst placement that names a cause; production before the others. */
function troubleOf(placements: readonly Placement[]): Trouble | undefined {
  const [worst] = placements
    .filter(each => each.cause)
    .sort(
      (left, right) =>
        compareStatuses(right.status, left.status) ||
        compareEnvironments(right.environment, left.environment),
    );
  return worst?.cause && { cause: worst.cause, placement: worst };
}
