import { InputError, NotFoundError } from '@backstage/errors';
import type {
  ClusterReader,
  KindState,
  KubeReader,
} from '@pilothouse/plugin-platform-node';

/** Where a service runs in one environment. */
export interface Place {
  readonly environment: string;
  readonly cluster: string;
  readonly namespace: string;
}

/** What was found for one environment. */
export type Placement =
  | { readonly kind: 'found'; readonly place: Place }
  | {
      readonly kind: 'none';
      readonly environment: string;
      readonly because: string;
      /** Where it was looked for. */
      readonly looked: Looked;
    }
  | {
      readonly kind: 'several';
      readonly environment: string;
      readonly because: string;
    };

/** Of which clusters it is known which namespaces they have, and of which it is not. */
export interface Looked {
  readonly known: readonly string[];
  readonly silent: readonly SilentCluster[];
}

const labels = {
  environment: 'pilothouse.dev/environment',
  tenant: 'pilothouse.dev/tenant',
} as const;

/** Which environments of a team are wanted. */
export interface Wanted {
  readonly team: string;
  readonly environments: readonly string[];
  /** The only one to look in. */
  readonly cluster?: string;
}

/** Finds the namespaces of a team by their labels, one for each environment. */
export function findPlaces(kube: KubeReader, wanted: Wanted): Placement[] {
  const clusters = kube
    .clusters()
    .filter(({ name }) => !wanted.cluster || name === wanted.cluster);
  return wanted.environments.map(environment =>
    placementOf(clusters, wanted, environment),
  );
}

/**
 * The namespaces of a team, one for each environment.
 *
 * @throws NotFoundError or InputError for the first environment that has none, or several
 */
export function placesOf(kube: KubeReader, wanted: Wanted): Place[] {
  return findPlaces(kube, wanted).map(found => {
    switch (found.kind) {
      case 'found':
        return found.place;
      case 'none':
        throw new NotFoundError(found.because);
      default:
        throw new InputError(found.because);
    }
  });
}

/** All namespaces that a team has for any environment, in whichever cluster. */
export function allPlacesOf(
  clusters: readonly ClusterReader[],
  team: string,
): Place[] {
  return clusters.flatMap(reader =>
    reader
      .list('namespaces', { labels: { [labels.tenant]: team } })
      .flatMap(({ metadata }) => {
        const environment = metadata?.labels?.[labels.environment];
        const namespace = metadata?.name;
        return environment && namespace
          ? [{ environment, cluster: reader.name, namespace }]
          : [];
      }),
  );
}

/** A cluster of which it is not known at present whether it has something of a team. */
export interface SilentCluster {
  readonly cluster: string;
  /** ISO 8601. */
  readonly since: string;
  readonly because: string;
}

/**
 * Whether a cluster that is silent as a whole had an account in none of a team's namespaces
 * when it was heard last. The portal can have made none there since.
 */
export function lackedAccount(
  reader: ClusterReader,
  team: string,
  account: string,
): boolean {
  const wereKnown = ({ kind }: KindState) =>
    kind === 'live' || kind === 'stale';
  return (
    !reader.isReachable() &&
    wereKnown(reader.kindState('namespaces')) &&
    allPlacesOf([reader], team).every(
      ({ namespace }) =>
        wereKnown(reader.kindState('serviceaccounts', namespace)) &&
        !reader.get('serviceaccounts', { namespace, name: account }),
    )
  );
}

/**
 * Clusters that are not heard, and may have something of a team. One in which the team had no
 * namespace when it was heard last has nothing: nobody is let deploy to a namespace that the
 * portal does not know.
 */
export function silentFor(
  clusters: readonly ClusterReader[],
  team: string,
): SilentCluster[] {
  return clusters.flatMap(reader => {
    const knowledge = reader.knowledge();
    if (knowledge.kind === 'live' || knowsNamespaces(reader)) return [];
    const { since } = knowledge;
    const cluster = reader.name;
    if (knowledge.kind === 'connecting') {
      return [{ cluster, since, because: 'nothing was heard of it yet' }];
    }
    const namespaces = allPlacesOf([reader], team).map(
      ({ namespace }) => namespace,
    );
    if (knowledge.kind === 'unreachable' || !knewNamespaces(reader)) {
      return [{ cluster, since, because: knowledge.because }];
    }
    const because = `${
      knowledge.because
    }; ${team} has namespaces there: ${namespaces.join(', ')}`;
    return namespaces.length > 0 ? [{ cluster, since, because }] : [];
  });
}

/** Where namespaces can be looked for at present. */
export function lookedAt(clusters: readonly ClusterReader[]): Looked {
  const silent = clusters.flatMap(reader => {
    const knowledge = reader.knowledge();
    if (knowledge.kind === 'live' || knowsNamespaces(reader)) return [];
    const because =
      knowledge.kind === 'connecting'
        ? 'nothing was heard of it yet'
        : knowledge.because;
    return [{ cluster: reader.name, since: knowledge.since, because }];
  });
  const known = clusters
    .map(({ name }) => name)
    .filter(name => silent.every(({ cluster }) => cluster !== name));
  return { known, silent };
}

/** Whether all namespaces are known as they are now, though not all else is. */
function knowsNamespaces(reader: ClusterReader): boolean {
  return reader.isReachable() && reader.kindState('namespaces').kind === 'live';
}

/** Whether all namespaces were known when a cluster fell silent as a whole. */
function knewNamespaces(reader: ClusterReader): boolean {
  const { kind } = reader.kindState('namespaces');
  return !reader.isReachable() && (kind === 'live' || kind === 'stale');
}

/** Environments of each team, by the labels of the namespaces that are known. */
export function environmentsByTeam(
  clusters: readonly ClusterReader[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const { metadata } of clusters.flatMap(reader => [
    ...reader.list('namespaces'),
  ])) {
    const team = metadata?.labels?.[labels.tenant];
    const environment = metadata?.labels?.[labels.environment];
    if (!team || !environment) continue;
    all.set(team, (all.get(team) ?? new Set()).add(environment));
  }
  return all;
}

function placementOf(
  clusters: readonly ClusterReader[],
  { team, cluster }: Wanted,
  environment: string,
): Placement {
  const places = clusters.flatMap(reader =>
    reader
      .list('namespaces', {
        labels: { [labels.tenant]: team, [labels.environment]: environment },
      })
      // Nothing can be made in one that is about to go.
      .filter(({ metadata }) => !metadata?.deletionTimestamp)
      .map(({ metadata }) => ({
        environment,
        cluster: reader.name,
        namespace: metadata?.name ?? '',
      })),
  );
  const [place] = places;
  if (!place) {
    const looked = lookedAt(clusters);
    const because = nowhere(looked, { team, environment, cluster });
    return { kind: 'none', environment, because, looked };
  }
  if (places.length > 1) {
    const names = places.map(at => `${at.namespace} in ${at.cluster}`);
    const because = `The team ${team} has several namespaces for ${environment}: ${names.join(
      ', ',
    )}. Name the cluster, or leave the label ${
      labels.environment
    } to one of them`;
    return { kind: 'several', environment, because };
  }
  return { kind: 'found', place };
}

/** A cluster that is silent may have it. */
function nowhere(
  { silent }: Looked,
  {
    team,
    environment,
    cluster,
  }: { team: string; environment: string; cluster?: string },
): string {
  const where = cluster ? ` in the cluster ${cluster}` : '';
  const unless =
    silent.length > 0
      ? `; not all is known of the clusters ${silent
          .map(each => each.cluster)
          .join(', ')} at present, so try again when they answer`
      : '';
  return `The team ${team} has no namespace for ${environment}${where}: ask the platform engineers for one with the labels ${labels.tenant}=${team} and ${labels.environment}=${environment}${unless}`;
}
