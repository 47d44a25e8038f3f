import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { readScimConfigs } from './config';
import { sourceAnnotation } from './entities';
import { refsOf, ScimEntityProvider } from './ScimEntityProvider';

/** Brings people and groups of the configured user centers into the catalog. */
export const catalogModuleScim = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'scim',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, logger, processing, scheduler }) {
        for (const scim of readScimConfigs(config)) {
          const known = async (kind: 'User' | 'Group') => {
            const filter = {
              kind,
              [`metadata.annotations.${sourceAnnotation}`]: scim.name,
            };
            const { items } = await catalog.getEntities(
              {
                filter,
                fields: ['kind', 'metadata.namespace', 'metadata.name'],
              },
              { credentials: await auth.getOwnServiceCredentials() },
            );
            return refsOf(items);
          };
          const provider = new ScimEntityProvider({
            config: scim,
            logger,
            readKnown: async () => ({
              users: await known('User'),
              groups: await known('Group'),
            }),
            taskRunner: scheduler.createScheduledTaskRunner(scim.schedule),
          });
          processing.addEntityProvider(provider);
        }
      },
    });
  },
});
