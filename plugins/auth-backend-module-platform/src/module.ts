import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authOwnershipResolutionExtensionPoint,
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createPlatformAuthenticator } from './authenticator';
import { tellingWhatEnds } from './session-end';
import { ownershipRefs } from './ownership';
import {
  preferredUsernameResolverFactory,
  signInByPreferredUsername,
} from './resolver';

/** Sign-in through the corporate user center, as provider `oidc`. */
export const authModulePlatform = createBackendModule({
  pluginId: 'auth',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        ownership: authOwnershipResolutionExtensionPoint,
        providers: authProvidersExtensionPoint,
      },
      async init({ auth, catalog, config, logger, ownership, providers }) {
        ownership.setAuthOwnershipResolver({
          async resolveOwnershipEntityRefs(entity) {
            const credentials = await auth.getOwnServiceCredentials();
            const ownershipEntityRefs = await ownershipRefs(
              entity,
              async entityRefs => {
                const { items } = await catalog.getEntitiesByRefs(
                  { entityRefs },
                  { credentials },
                );
                return items;
              },
            );
            return { ownershipEntityRefs };
          },
        });
        providers.registerProvider({
          providerId: 'oidc',
          factory: tellingWhatEnds(
            createOAuthProviderFactory({
              authenticator: createPlatformAuthenticator({
                appUrl: config.getString('app.baseUrl'),
                logger,
              }),
              signInResolver: signInByPreferredUsername,
              signInResolverFactories: {
                preferredUsernameMatchingUserEntityName:
                  preferredUsernameResolverFactory,
              },
            }),
          ),
        });
      },
    });
  },
});
