import type {
  ClusterObjects,
  FetchResponse,
  ObjectsByEntityResponse,
} from '@backstage/plugin-kubernetes-common';
import type { KubePlace } from '@pilothouse/plugin-platform-backend';

type MayBeSeen = (place: KubePlace) => boolean;

interface Placed {
  readonly metadata?: { readonly namespace?: string };
}

/** An answer without what may not be seen, and without clusters that then have nothing. */
export function visibleOf(
  { items }: ObjectsByEntityResponse,
  mayBeSeen: MayBeSeen,
): ObjectsByEntityResponse {
  return {
    items: items
      .map(item => visibleIn(item, mayBeSeen))
      .filter(
        ({ errors, resources }) =>
          errors.length > 0 || resources.some(one => one.resources.length > 0),
      ),
  };
}

function visibleIn(item: ClusterObjects, mayBeSeen: MayBeSeen): ClusterObjects {
  const seen = ({ metadata }: Placed) =>
    mayBeSeen({ cluster: item.cluster.name, namespace: metadata?.namespace });
  return {
    ...item,
    resources: item.resources.map(
      ({ type, resources }) =>
        ({
          type,
          resources: (resources as Placed[]).filter(seen),
        } as FetchResponse),
    ),
    podMetrics: item.podMetrics.filter(({ pod }) => seen(pod)),
  };
}
