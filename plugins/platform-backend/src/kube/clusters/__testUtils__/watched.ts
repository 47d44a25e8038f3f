import { mockServices } from '@backstage/backend-test-utils';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import { kubeKinds, type KubeKindName } from '@pilothouse/plugin-platform-node';
import {
  WatchedClusters,
  type WatchedClustersOptions,
} from '../WatchedClusters';
import { pathOf } from '../../informer/requests';
import { ScriptedServer } from '../../testing/ScriptedServer';
import { ServedKind } from '../../testing/ServedKind';

/** A cluster `east`, as a scripted server tells of it, and whoever watches it. */
export interface WatchedServer {
  readonly clusters: WatchedClusters;
  /** What there is of each kind; what is taken out is not served. */
  readonly served: Map<KubeKindName, ServedKind>;
  /** Begins to watch. */
  connect(): void;
  close(): Promise<void>;
}

/** Watches a server that serves these kinds, and of each what it is given later. */
export async function watchServer(
  kinds: readonly KubeKindName[],
  options: Pick<WatchedClustersOptions, 'pause'> = {},
): Promise<WatchedServer> {
  const served = new Map(kinds.map(kind => [kind, new ServedKind()]));
  const at = (path: string) =>
    [...served].find(([kind]) => pathOf(kubeKinds[kind]) === path)?.[1];
  const server = await ScriptedServer.start({
    list: (path, query) => {
      const kind = at(path);
      return query.has('watch') ? kind && {} : kind?.page(query);
    },
    watch: (path, response, query) => at(path)?.watch(response, query),
  });
  const logger = mockServices.logger.mock();
  const clusters = new WatchedClusters({ logger, ...options });
  return {
    clusters,
    served,
    connect: () =>
      clusters.connect({
        clusters: async () => [
          {
            name: 'east',
            url: server.url,
            authMetadata: {
              [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: 'localKubectlProxy',
            },
          },
        ],
        credential: async () => ({ type: 'anonymous' }),
      }),
    async close() {
      await clusters.end();
      await server.close();
    },
  };
}
