import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { readPolicyConfig } from './config';
import { decide, mayBeEngineer } from './decide';
import { DirectGroups } from './DirectGroups';

/** Installs Pilothouse's policy in the permission backend. */
export const permissionModulePlatform = createBackendModule({
  pluginId: 'permission',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ policy, auth, catalog, config, logger }) {
        const policyConfig = readPolicyConfig(config);
        if (policyConfig.engineerGroups.length === 0) {
          logger.warn(
            'Nobody is a platform engineer: name their groups in pilothouse.platformEngineers.groups',
          );
        }
        const direct = new DirectGroups({ auth, catalog, logger });
        policy.setPolicy({
          async handle(request, user) {
            if (!user) {
              return decide(request, undefined, policyConfig);
            }
            const { info } = user;
            // Only whose groups could make them an engineer is asked about.
            const directGroups = mayBeEngineer(
              info.ownershipEntityRefs,
              policyConfig,
            )
              ? await direct.of(info.userEntityRef)
              : [];
            return decide(request, { ...info, directGroups }, policyConfig);
          },
        });
      },
    });
  },
});
