import type {
  ClusterObjects,
  FetchResponse,
  KubernetesFetchError,
  ObjectsByEntityResponse,
} from '@backstage/plugin-kubernetes-common';
import type { KubePlace } from '@pilothouse/plugin-platform-backend';
import { kubeKinds, type KubeKindName } from '@pilothouse/plugin-platform-node';

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
  const seen = ({ metadata }: Placed, type?: string) =>
    mayBeSeen({
      cluster: item.cluster.name,
      namespace: metadata?.namespace,
      ...(type !== undefined && isKind(type) && { kind: type }),
    });
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
          resources: (resources as Placed[]).filter(one => seen(one, type)),
        } as FetchResponse),
    ),
    podMetrics: item.podMetrics.filter(({ pod }) => seen(pod)),
  };
}

/** The stock plugin calls most types as the API server calls their kinds. */
function isKind(type: string): type is KubeKindName {
  return Object.hasOwn(kubeKinds, type);
}

/** Of which namespace an error tells; undefined when it concerns the whole cluster. */
function namespaceOf(error: KubernetesFetchError): string | undefined {
  const path = 'resourcePath' in error ? error.resourcePath : undefined;
  return /\/namespaces\/([^/?]+)/.exec(path ?? '')?.[1];
}
