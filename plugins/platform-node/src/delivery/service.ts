import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { CiServer } from './CiServer';
import { noCiServer } from './no-ci-server';

/** The CI server of the portal. Without a provider nothing can be asked of it. */
export const ciServerServiceRef = createServiceRef<CiServer>({
  id: 'pilothouse.ci-server',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({ service, deps: {}, factory: () => noCiServer }),
});
