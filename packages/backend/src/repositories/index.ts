import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { OwnRepository } from './OwnRepository';

/** Has the catalog take in nothing that would have the portal read others' repositories. */
export const ownRepositories = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'own-repositories',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ config, processing }) {
        const integrations = ScmIntegrations.fromConfig(config);
        processing.addProcessor(new OwnRepository(integrations));
      },
    });
  },
});
