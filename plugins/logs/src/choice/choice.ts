import type {
  PlacementDetail,
  PodRow,
  ServiceDeployments,
  TailRequest,
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
  /** All pods when it is missing. */
  readonly pod?: string;
  readonly containers: readonly string[];
  /** All containers when it is missing. */
  readonly container?: string;
  readonly previous: boolean;
}

/** How many lines of each container a page begins with. */
const tailLines = 500;

/**
 * What of a service is read: what is wished for, where that exists, else the first
 * placement that has pods. A pod that is no longer there may still be wished for: it says
 * nothing more, and coming pods are left out.
 */
export function choose(
  { placements: byId }: ServiceDeployments,
  wish: Wish,
): Choice | undefined {
  const placements = Object.values(byId).sort((a, b) => (a.id < b.id ? -1 : 1));
  const placement =
    placements.find(({ id }) => id === wish.placement) ??
    placements.find(({ pods }) => pods.length > 0) ??
    placements[0];
  if (!placement) {
    return undefined;
  }
  const pods = [...placement.pods].sort((a, b) => (a.name < b.name ? -1 : 1));
  const containers = [...new Set(pods.flatMap(pod => pod.containers))];
  const own = placement.id === wish.placement || wish.placement === undefined;
  return {
    placements,
    placement,
    pods,
    pod: own ? wish.pod : undefined,
    containers,
    container: containers.find(name => name === wish.container),
    previous: wish.previous,
  };
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

/** Names that tell placements apart: environment and cluster, and the workload where two share both. */
export function titleOf(
  placement: PlacementDetail,
  all: readonly PlacementDetail[],
): string {
  const place = ({ environment, ref }: PlacementDetail) =>
    `${environment ?? ref.namespace} · ${ref.cluster}`;
  const title = place(placement);
  return all.filter(other => place(other) === title).length > 1
    ? `${title} · ${placement.ref.namespace}/${placement.ref.name}`
    : title;
}
