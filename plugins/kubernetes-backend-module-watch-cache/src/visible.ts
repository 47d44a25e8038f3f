import type {
  ClusterObjects,
  FetchResponse,
  KubernetesFetchError,
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
    errors: item.errors.filter(error => {
      const namespace = namespaceOf(error);
      return namespace === undefined || seen({ metadata: { namespace } });
    }),
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

/** Of which namespace an error tells; undefined when it concerns the whole cluster. */
function namespaceOf(error: KubernetesFetchError): string | undefined {
  const path = 'resourcePath' in error ? error.resourcePath : undefined;
  return /\/namespaces\/([^/?]+)/.exec(path ?? '')?.[1];
}
