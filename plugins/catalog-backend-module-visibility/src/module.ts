import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { entitiesRouter } from './entities-router';
import { Findings } from './Findings';
import { Locations } from './Locations';
import { locationsRouter } from './locations-router';
import { Readers } from './Readers';

/**
 * Keeps the catalog from naming what the person who asks may not read. Modules begin
 * before their plugin, so what this one serves stands before the catalog's own router.
 */
export const catalogModuleVisibility = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'visibility',
  register(reg) {
    reg.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init({ httpRouter, ...services }) {
        const readers = new Readers(services);
        const locations = new Locations(services);
        httpRouter.use(entitiesRouter({ ...services, readers }));
        const findings = new Findings(services);
        httpRouter.use(
          locationsRouter({ ...services, findings, locations, readers }),
        );
      },
    });
  },
});
