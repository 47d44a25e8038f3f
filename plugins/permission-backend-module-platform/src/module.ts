import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { readPolicyConfig } from './config';
import { decide } from './decide';

/** Installs Pilothouse's policy in the permission backend. */
export const permissionModulePlatform = createBackendModule({
  pluginId: 'permission',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ policy, config, logger }) {
        const policyConfig = readPolicyConfig(config);
        if (policyConfig.engineerGroups.length === 0) {
          logger.warn(
            'Nobody is a platform engineer: name their groups in pilothouse.platformEngineers.groups',
          );
        }
        policy.setPolicy({
          async handle(request, user) {
            return decide(request, user?.info, policyConfig);
          },
        });
      },
    });
  },
});
