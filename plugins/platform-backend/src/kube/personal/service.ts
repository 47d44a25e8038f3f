import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import type { PersonalKube } from '@pilothouse/plugin-platform-node';
import { readIdentitySettings } from '../access';
import { kubeServiceRef } from '../service';
import { AsPerson } from './AsPerson';

/** All clusters of the portal, for what any plugin of this process does as a person. */
export const personalKubeServiceRef = createServiceRef<PersonalKube>({
  id: 'pilothouse.kube.personal',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        kube: kubeServiceRef,
      },
      factory: ({ config, ...services }) =>
        new AsPerson({ ...services, settings: readIdentitySettings(config) }),
    }),
});
