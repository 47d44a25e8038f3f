import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  kubernetesObjectsProviderExtensionPoint,
  kubernetesRouterExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import {
  catalogMirrorRef,
  kubeServiceRef,
  readingPermissions,
  visibleCatalogs,
} from '@pilothouse/plugin-platform-backend';
import { CachedObjects } from './CachedObjects';
import { PodMetricsCopy } from './PodMetricsCopy';
import { servicesRouter } from './services-router';

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
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        catalogMirror: catalogMirrorRef,
        httpAuth: coreServices.httpAuth,
        kube: kubeServiceRef,
        logger: coreServices.logger,
        objects: kubernetesObjectsProviderExtensionPoint,
        permissions: coreServices.permissions,
        router: kubernetesRouterExtensionPoint,
      },
      async init({ kube, objects, router, ...services }) {
        const { auth, catalogMirror, permissions } = services;
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
        const mirror = catalogMirror.follow(services);
        const catalogOf = visibleCatalogs(mirror, permissions);
        const allows = readingPermissions(permissions);
        router.addRouter(({ getDefault, objectsProvider }) =>
          servicesRouter({
            ...services,
            allows,
            objects: objectsProvider,
            stock: getDefault(),
            async entityOf(ref, credentials) {
              if (mirror.knowledge().kind !== 'current') return undefined;
              return (await catalogOf(credentials)).entity(ref);
            },
          }),
        );
      },
    });
  },
});
