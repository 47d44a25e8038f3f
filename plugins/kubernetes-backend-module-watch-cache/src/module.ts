import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { kubernetesObjectsProviderExtensionPoint } from '@backstage/plugin-kubernetes-node';
import { kubeServiceRef } from '@pilothouse/plugin-platform-backend';
import { CachedObjects } from './CachedObjects';
import { PodMetricsCopy } from './PodMetricsCopy';

/**
 * Has the clusters of the stock plugin watched, with its own strategies, and serves the
 * plugin's objects from what is known of them.
 */
export const kubernetesModuleWatchCache = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'watch-cache',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        kube: kubeServiceRef,
        objects: kubernetesObjectsProviderExtensionPoint,
      },
      async init({ auth, kube, objects }) {
        objects.addObjectsProvider(async stock => {
          const { clusterSupplier, authStrategy } = stock;
          kube.connect({
            clusters: async () =>
              clusterSupplier.getClusters({
                credentials: await auth.getOwnServiceCredentials(),
              }),
            credential: async cluster =>
              authStrategy.getCredential(cluster, {}),
          });
          return new CachedObjects({
            kube,
            metrics: new PodMetricsCopy(kube),
            stock: await stock.getDefault(),
            serviceLocator: stock.serviceLocator,
            fetcher: stock.fetcher,
            authStrategy,
            customResources: stock.customResources,
            objectTypesToFetch: stock.objectTypesToFetch ?? [],
          });
        });
      },
    });
  },
});
