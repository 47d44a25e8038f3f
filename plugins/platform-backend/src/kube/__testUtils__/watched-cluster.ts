import { mockServices } from '@backstage/backend-test-utils';
import type { ClusterKnowledge } from '@pilothouse/plugin-platform-common';
import { WatchedClusters } from '../clusters/WatchedClusters';
import { TestCluster } from '../testing/TestCluster';
import { until } from '../testing/until';

/** Which state is waited for, of which cluster, and how long. */
interface Awaited {
  readonly because?: string;
  readonly cluster?: string;
  readonly withinMs?: number;
}

/** A real API server, and what is known of it and of other clusters. */
export interface WatchedCluster {
  readonly server: TestCluster;
  readonly clusters: WatchedClusters;
  createConfigMap(name: string, labels?: object): Promise<unknown>;
  /** Whether the ConfigMap is known to be in a cluster. */
  has(name: string, cluster?: string): boolean;
  knowledge(cluster?: string): ClusterKnowledge | undefined;
  becomes(kind: ClusterKnowledge['kind'], awaited?: Awaited): Promise<unknown>;
}

/** The namespace in which the tests create things. */
export const core = '/api/v1/namespaces/default';

/**
 * Gives the tests of a block one real API server, which is up again before each, and each
 * of them clusters of its own, which watch nothing yet.
 */
export function withWatchedCluster(): WatchedCluster {
  let server: TestCluster;
  let clusters: WatchedClusters;

  beforeAll(async () => {
    server = await TestCluster.start();
  });
  afterAll(async () => {
    await server?.stop();
  });
  beforeEach(() => {
    clusters = new WatchedClusters({ logger: mockServices.logger.mock() });
  });
  afterEach(async () => {
    await clusters.end();
    server.revive();
    await server.ready();
  });

  const knowledge = (cluster = 'test') =>
    clusters.reader.cluster(cluster)?.knowledge();
  return {
    get server() {
      return server;
    },
    get clusters() {
      return clusters;
    },
    createConfigMap: (name, labels = {}) =>
      server.ask({
        method: 'POST',
        path: `${core}/configmaps`,
        body: { metadata: { name, labels } },
      }),
    has: (name, cluster = 'test') =>
      clusters.reader
        .cluster(cluster)
        ?.get('configmaps', { namespace: 'default', name }) !== undefined,
    knowledge,
    becomes: (kind, { because, cluster, withinMs = 15_000 } = {}) =>
      until(
        () => knowledge(cluster),
        known =>
          known?.kind === kind &&
          (because === undefined ||
            ('because' in known && known.because === because)),
        withinMs,
      ),
  };
}
