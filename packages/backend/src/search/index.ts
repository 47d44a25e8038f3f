import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { PgSearchEngine } from '@backstage/plugin-search-backend-module-pg';
import { searchEngineRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { InMemorySearchEngine } from './InMemorySearchEngine';

/** Search in memory, wherever the portal's database is not PostgreSQL. */
export const searchInMemory = createBackendModule({
  pluginId: 'search',
  moduleId: 'in-memory-engine',
  register(env) {
    env.registerInit({
      deps: {
        engines: searchEngineRegistryExtensionPoint,
        database: coreServices.database,
        logger: coreServices.logger,
      },
      async init({ engines, database, logger }) {
        if (await PgSearchEngine.supported(database)) return;
        engines.setSearchEngine(new InMemorySearchEngine({ logger }));
      },
    });
  },
});
