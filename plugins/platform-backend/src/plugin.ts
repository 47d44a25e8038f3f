import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  deploymentsPermissions,
  kubePermissions,
  logsPermissions,
  marketplacePermissions,
  marketplacePublishPermission,
  pipelinesPermissions,
  platformHealthPermissions,
  platformPluginId,
} from '@pilothouse/plugin-platform-common';
import {
  ciServerServiceRef,
  middlewareProviderRef,
  platformPartsExtensionPoint,
  type PlatformParts,
} from '@pilothouse/plugin-platform-node';
import { catalogMirrorRef } from './catalog';
import { askClusters, ClusterParts } from './features/health/clusters';
import {
  BindingErrands,
  definitionsOf,
  DeletionOrders,
  PublishedDefinitions,
  publishedItemsRef,
  Reservations,
} from './features/marketplace';
import { RunOrders } from './features/pipelines';
import { contractRouter } from './http/contract-router';
import { InFlight } from './http/InFlight';
import { kubeServiceRef } from './kube/service';
import { portalMeter } from './metrics/meter';
import { platformRouter } from './router';

const clusterIntervalMs = 30_000;
/** How long a request that is under way may hold back a shutdown. */
const graceMs = 10_000;

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
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        catalogMirror: catalogMirrorRef,
        ciServer: ciServerServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        kube: kubeServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        middleware: middlewareProviderRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        publishedItems: publishedItemsRef,
        rootLifecycle: coreServices.rootLifecycle,
        scheduler: coreServices.scheduler,
      },
      async init({
        database,
        lifecycle,
        rootLifecycle,
        permissionsRegistry,
        publishedItems,
        ...services
      }) {
        permissionsRegistry.addPermissions([
          ...deploymentsPermissions,
          ...kubePermissions,
          ...logsPermissions,
          ...marketplacePermissions,
          marketplacePublishPermission,
          ...pipelinesPermissions,
          ...platformHealthPermissions,
        ]);
        const shutdown = new AbortController();
        const inFlight = new InFlight();
        // By then the portal is not ready any more, and a delay that is configured has passed:
        // whoever is told to connect again gets to another process.
        lifecycle.addShutdownHook(async () => {
          shutdown.abort();
          await inFlight.settled(graceMs);
        });

        const { auth, discovery, httpRouter, logger } = services;
        const clusters = new ClusterParts({
          ask: signal => askClusters({ auth, discovery }, signal),
          intervalMs: clusterIntervalMs,
          logger,
        });
        rootLifecycle.addStartupHook(() => {
          void clusters.run(shutdown.signal);
        });
        sources.push(clusters);

        const client = await database.getClient();
        const deletionOrders = await DeletionOrders.open(client);
        const published = await PublishedDefinitions.open({
          database: client,
          definitions: definitionsOf(services.middleware),
          logger,
        });
        publishedItems.tellFrom(published);
        rootLifecycle.addStartupHook(() => {
          void published.follow(shutdown.signal);
        });

        httpRouter.use(inFlight.watch);
        httpRouter.use(
          contractRouter({
            router: platformRouter({
              ...services,
              bindingErrands: await BindingErrands.open(client),
              deletionOrders,
              meter: portalMeter(),
              parts: sources,
              published,
              reservations: await Reservations.open(client),
              runOrders: await RunOrders.open(client),
              signal: shutdown.signal,
            }),
            prefix: `/api/${platformPluginId}`,
            logger,
            shutdown: shutdown.signal,
          }),
        );
      },
    });
  },
});
