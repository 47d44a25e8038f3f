import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { platformPluginId } from '@pilothouse/plugin-platform-common';
import { portalMeter } from '../metrics/meter';
import { observeClusters } from './clusters/metrics';
import { WatchedClusters } from './clusters/WatchedClusters';
import type { KubeService, Visibility } from './KubeService';

const notYet: Visibility = async () => {
  throw new ServiceUnavailableError(
    'What you may see of the clusters is not known yet, as the platform plugin is still starting. Try again in a few seconds.',
  );
};

/**
 * All clusters of the portal; one for all plugins of the backend. Where the platform plugin
 * is installed, it restricts what callers see, and nothing is seen before it does.
 */
export const kubeServiceRef = createServiceRef<KubeService>({
  id: 'pilothouse.kube',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        instance: coreServices.rootInstanceMetadata,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      async factory({ instance, lifecycle, logger }) {
        const plugins = await instance.getInstalledPlugins();
        const restricted = plugins.some(
          ({ pluginId }) => pluginId === platformPluginId,
        );
        const clusters = new WatchedClusters({
          logger: logger.child({ service: 'pilothouse.kube' }),
          ...(restricted && { visibility: notYet }),
        });
        observeClusters(portalMeter(), () => clusters.figures());
        // Only after the plugins have ended what they do with it.
        lifecycle.addShutdownHook(() => clusters.end());
        return clusters;
      },
    }),
});
