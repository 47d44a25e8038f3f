import {
  comparePlacements,
  firstToOpen,
  knownParts,
  silentClusterOf,
  type PlacementDetail,
  type PodRow,
  type ServiceDeployments,
  type TailRequest,
} from '@pilothouse/plugin-platform-common';

/** What a person wants to read, as the address of the page has it. */
export interface Wish {
  readonly placement?: string;
  readonly pod?: string;
  readonly container?: string;
  readonly previous: boolean;
}

/** What can be read, and what of it is read. */
export interface Choice {
  readonly placements: readonly PlacementDetail[];
  readonly placement: PlacementDetail;
  readonly pods: readonly PodRow[];
  /** Whether there are no pods but these. */
  readonly podsKnown: boolean;
  /** All pods when it is missing. */
  readonly pod?: string;
  /** Whether that pod is certainly not among those of the workload. */
  readonly podGone: boolean;
  readonly containers: readonly string[];
  /** All containers when it is missing. */
  readonly container?: string;
  readonly previous: boolean;
}

/** How many lines of each container a page begins with. */
const tailLines = 500;

/** What comes of a wish. */
export type Chosen =
  | { readonly kind: 'chosen'; readonly choice: Choice }
  /** Nothing of the service is known to run. */
  | { readonly kind: 'nothing' }
  /**
   * What is wished for, or was read so far, is not among what runs; or its cluster cannot
   * tell whether it is.
   */
  | {
      readonly kind: 'missing' | 'not-known';
      readonly id: string;
      readonly placements: readonly PlacementDetail[];
    };

/** What is read when nobody wishes for anything else; without pods there is nothing to read. */
export function firstOf(service: ServiceDeployments): string | undefined {
  const placements = sorted(service);
  const withPods = placements.filter(({ pods }) => pods.length > 0);
  return firstToOpen(withPods.length > 0 ? withPods : placements)?.id;
}

/**
 * What of a service is read. A pod that is no longer there may still be wished for: it
 * says nothing more, and coming pods are left out.
 *
 * @param held - the placement that is read without a wish, whatever else comes to run
 */
export function choose(
  service: ServiceDeployments,
  wish: Wish,
  held: string | undefined,
): Chosen {
  const placements = sorted(service);
  const id = wish.placement ?? held;
  const placement = placements.find(each => each.id === id);
  if (!placement) {
    if (id === undefined) return { kind: 'nothing' };
    const silent = silentClusterOf(service, id);
    return { kind: silent ? 'not-known' : 'missing', id, placements };
  }
  const pods = [...placement.pods].sort((a, b) => (a.name < b.name ? -1 : 1));
  const containers = containersOf(pods, wish);
  const cluster = service.clusters.find(
    ({ name }) => name === placement.ref.cluster,
  );
  const podsKnown = knownParts(placement.ref.kind, cluster).pods;
  const isSilent = cluster !== undefined && cluster.knowledge.kind !== 'live';
  const isThere = wish.pod === undefined || hasPod(pods, wish.pod);
  const choice = {
    placements,
    placement,
    pods,
    podsKnown,
    pod: wish.pod,
    podGone: podsKnown && !isSilent && !isThere,
    containers,
    container: containers.find(name => name === wish.container),
    previous: wish.previous,
  };
  return { kind: 'chosen', choice };
}

function hasPod(pods: readonly PodRow[], pod: string): boolean {
  return pods.some(({ name }) => name === pod);
}

/** Without pods, nothing is known of containers; what is wished for then stays. */
function containersOf(pods: readonly PodRow[], { container }: Wish): string[] {
  return pods.length === 0
    ? [container].filter(name => name !== undefined)
    : [...new Set(pods.flatMap(pod => pod.containers))];
}

function sorted({ placements }: ServiceDeployments): PlacementDetail[] {
  return Object.values(placements).sort(comparePlacements);
}

/** What the portal is asked for. */
export function requestOf(choice: Choice): TailRequest {
  const { placement, pod, container, previous } = choice;
  const { cluster, namespace, kind, name } = placement.ref;
  return {
    target: { cluster, namespace, kind, name },
    tailLines,
    ...(pod && { pods: [pod] }),
    ...(container && { container }),
    ...(previous && { previous }),
  };
}
