import type { KubeKinds } from '@pilothouse/plugin-platform-node';
import {
  InMemoryKube,
  type InMemoryCluster,
} from '@pilothouse/plugin-platform-node/testing';
import type { Chart, ChartVersion } from '../charts/Chart';
import type { Shelved } from '../charts/Shelf';
import { markerOf, type Marker } from '../release/marker';

/** Namespace of all releases here. */
export const namespace = 'shop-dev';

/** A chart. */
export function chart(more: Partial<Chart> = {}): Chart {
  return {
    name: 'valkey',
    version: '1.0.0',
    description: 'Key-value store',
    keywords: ['cache'],
    sources: [],
    deprecated: false,
    annotations: {},
    defaults: {},
    ...more,
  };
}

/** A version of it. */
export function version(tag: string, more: Partial<Chart> = {}): ChartVersion {
  return {
    tag,
    digest: `sha256:${tag}`,
    content: { digest: `sha256:content-${tag}`, size: 1 },
    chart: chart({ version: tag, ...more }),
  };
}

/** A registry with two versions of that chart. */
export function shelved(more: Partial<Chart> = {}): Shelved {
  return {
    sources: [
      {
        title: 'registry.example.com/charts',
        readAt: '2030-01-02T03:04:05.000Z',
        lines: [
          {
            reference: 'registry.example.com/charts/valkey',
            versions: [version('1.1.0', more), version('1.0.0', more)],
          },
        ],
      },
    ],
  };
}

/** What stands for a release of it that is all right. */
export function marker(more: Partial<Marker> = {}): Marker {
  return {
    item: 'helm-charts-valkey',
    step: 'deployed',
    since: '2030-01-02T03:04:05.000Z',
    version: '1.0.0',
    ...more,
  };
}

/** A cluster with releases, by their names. */
export function clusterWith(
  releases: Readonly<Record<string, Marker>>,
): InMemoryCluster {
  const cluster = new InMemoryKube().addCluster('east');
  for (const [name, told] of Object.entries(releases)) {
    const object = markerOf(told, { namespace, name }, { uid: `uid-${name}` });
    cluster.put('configmaps', object as KubeKinds['configmaps']);
  }
  return cluster;
}

/** What Helm writes on all that it makes. */
export function madeBy(release: string, name: string) {
  return {
    namespace,
    name,
    uid: `uid-of-${name}`,
    generation: 1,
    annotations: {
      'meta.helm.sh/release-name': release,
      'meta.helm.sh/release-namespace': namespace,
    },
  };
}

/** A StatefulSet of a release with as many ready pods of one. */
export function statefulSet(
  release: string,
  ready: number,
): KubeKinds['statefulsets'] {
  return {
    metadata: madeBy(release, release),
    spec: {
      replicas: 1,
      serviceName: release,
      selector: {},
      template: {},
    },
    status: { replicas: 1, readyReplicas: ready, observedGeneration: 1 },
  };
}

/** A Service of a release. */
export function service(release: string, name: string): KubeKinds['services'] {
  return { metadata: madeBy(release, name), spec: { ports: [{ port: 6379 }] } };
}
