import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  platformHealthPermissions,
  platformPluginId,
} from '@pilothouse/plugin-platform-common';
import {
  platformPartsExtensionPoint,
  type PlatformParts,
} from '@pilothouse/plugin-platform-node';
import { healthProcedures } from './features/health';
import { contractRouter } from './http/contract-router';

/** Serves the platform contract at `/api/platform`. */
export const platformPlugin = createBackendPlugin({
  pluginId: platformPluginId,
  register(env) {
    const sources: PlatformParts[] = [];
    env.registerExtensionPoint(platformPartsExtensionPoint, {
      addSource: source => {
        sources.push(source);
      },
    });

    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
      },
      async init({
        httpAuth,
        httpRouter,
        logger,
        permissions,
        permissionsRegistry,
        rootLifecycle,
      }) {
        permissionsRegistry.addPermissions(platformHealthPermissions);
        const shutdown = new AbortController();
        rootLifecycle.addBeforeShutdownHook(() => shutdown.abort());
        httpRouter.use(
          contractRouter({
            router: {
              health: healthProcedures({ sources, httpAuth, permissions }),
            },
            prefix: `/api/${platformPluginId}`,
            logger,
            shutdown: shutdown.signal,
          }),
        );
      },
    });
  },
});
