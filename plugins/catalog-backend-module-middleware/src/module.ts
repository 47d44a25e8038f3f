import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import {
  catalogMirrorRef,
  kubeServiceRef,
  MiddlewareResources,
  publishedItemsRef,
} from '@pilothouse/plugin-platform-backend';
import { middlewareProviderRef } from '@pilothouse/plugin-platform-node';
import { MiddlewareEntityProvider } from './MiddlewareEntityProvider';

/** Keeps the catalog's resources equal to the instances of middleware in the clusters. */
export const catalogModuleMiddleware = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'middleware',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        catalogMirror: catalogMirrorRef,
        kube: kubeServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        middleware: middlewareProviderRef,
        processing: catalogProcessingExtensionPoint,
        published: publishedItemsRef,
      },
      async init({ auth, catalog, catalogMirror, kube, ...services }) {
        const { lifecycle, logger, middleware, processing, published } =
          services;
        const provider = new MiddlewareEntityProvider({
          logger,
          resources: new MiddlewareResources({
            catalog: catalogMirror.follow({ auth, catalog }),
            kube,
            middleware,
            published,
          }),
        });
        lifecycle.addShutdownHook(() => provider.end());
        processing.addEntityProvider(provider);
      },
    });
  },
});
