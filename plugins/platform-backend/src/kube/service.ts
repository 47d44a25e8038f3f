import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { WatchedClusters } from './clusters/WatchedClusters';
import type { KubeService } from './KubeService';

/** All clusters of the portal; one for all plugins of the backend. */
export const kubeServiceRef = createServiceRef<KubeService>({
  id: 'pilothouse.kube',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory({ lifecycle, logger }) {
        const clusters = new WatchedClusters({
          logger: logger.child({ service: 'pilothouse.kube' }),
        });
        lifecycle.addBeforeShutdownHook(() => clusters.end());
        return clusters;
      },
    }),
});
