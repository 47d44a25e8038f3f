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
import {
  healthAnswer,
  healthProcedures,
  healthSource,
} from './features/health';
import { askClusters, ClusterParts } from './features/health/clusters';
import { contractRouter } from './http/contract-router';
import { LiveHub, liveFailure, liveProcedures } from './live';

const clusterIntervalMs = 30_000;

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
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootLifecycle: coreServices.rootLifecycle,
      },
      async init({
        auth,
        discovery,
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

        const clusters = new ClusterParts({
          ask: signal => askClusters({ auth, discovery }, signal),
          intervalMs: clusterIntervalMs,
          logger,
        });
        rootLifecycle.addStartupHook(() => {
          void clusters.run(shutdown.signal);
        });
        sources.push(clusters);

        const failure = liveFailure(logger);
        const hub = new LiveHub(failure);
        rootLifecycle.addShutdownHook(hub.follow(healthSource(sources)));

        httpRouter.use(
          contractRouter({
            router: {
              health: healthProcedures({ sources, httpAuth, permissions }),
              live: liveProcedures({
                hub,
                answers: {
                  'health.parts': healthAnswer({ sources, permissions }),
                },
                httpAuth,
                failure,
              }),
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
