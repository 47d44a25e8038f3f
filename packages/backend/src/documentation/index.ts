import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { generateDocumentation } from './generate';

const SCHEDULE = {
  frequency: { minutes: 2 },
  timeout: { minutes: 5 },
  initialDelay: { seconds: 15 },
};

/**
 * Generates documentation before anybody opens it, where the portal generates it itself:
 * search finds only what was generated.
 */
export const documentationAhead = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'documentation-ahead',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ config, scheduler, ...services }) {
        const builder = config.getOptionalString('techdocs.builder');
        if (builder !== undefined && builder !== 'local') return;
        await scheduler.scheduleTask({
          ...SCHEDULE,
          id: 'generate-documentation',
          scope: 'global',
          fn: signal => generateDocumentation(services, signal),
        });
      },
    });
  },
});
