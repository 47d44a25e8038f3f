import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  scaffolderActionsExtensionPoint,
  scaffolderServiceRef,
} from '@backstage/plugin-scaffolder-node';
import { personalKubeServiceRef } from '@pilothouse/plugin-platform-backend';
import {
  ciServerServiceRef,
  imageRegistryServiceRef,
  middlewareProviderRef,
} from '@pilothouse/plugin-platform-node';
import { actionsFor } from './actions';
import { Claims } from './claims/Claims';
import { creationRoutes } from './creation';
import { surroundingsFrom } from './surroundings';
import { hidingRouter } from './tasks/hiding';
import { PipelineFailures } from './undo/PipelineFailures';
import { undoRouter } from './undo/router';
import { UndoRecords } from './undo/UndoRecords';

/** Adds the actions to the scaffolder, and undoes what failed and cancelled runs have made. */
export const scaffolderModulePlatform = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        ci: ciServerServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        kube: personalKubeServiceRef,
        logger: coreServices.logger,
        middleware: middlewareProviderRef,
        notifications: notificationService,
        registry: imageRegistryServiceRef,
        permissions: coreServices.permissions,
        reader: coreServices.urlReader,
        scaffolder: scaffolderServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({ actions, database, httpRouter, scheduler, ...services }) {
        const db = await database.getClient();
        const claims = await Claims.open(db);
        const failures = await PipelineFailures.open(db);
        const records = await UndoRecords.open(db);
        const { surroundings, loop } = surroundingsFrom({
          ...services,
          claims,
          failures,
          records,
        });
        actions.addActions(...actionsFor(surroundings));
        // Modules begin before their plugin, whose own routes come after these.
        httpRouter.use(hidingRouter(services));
        httpRouter.use(creationRoutes({ ...services, surroundings }));
        httpRouter.use(undoRouter({ ...services, claims, failures, records }));
        await scheduler.scheduleTask({
          id: 'pilothouse-undo',
          frequency: { seconds: 10 },
          initialDelay: { seconds: 10 },
          timeout: { minutes: 5 },
          fn: signal => loop.run(signal),
        });
      },
    });
  },
});
