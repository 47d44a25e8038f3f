import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { PgSearchEngine } from '@backstage/plugin-search-backend-module-pg';
import { searchEngineRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { InMemorySearchEngine } from './InMemorySearchEngine';
import { PostgresSearchEngine } from './PostgresSearchEngine';

/** Search in PostgreSQL where the portal's database is that, else in memory. */
export const search = createBackendModule({
  pluginId: 'search',
  moduleId: 'engine',
  register(env) {
    env.registerInit({
      deps: {
        engines: searchEngineRegistryExtensionPoint,
        config: coreServices.rootConfig,
        database: coreServices.database,
        logger: coreServices.logger,
      },
      async init({ engines, config, database, logger }) {
        engines.setSearchEngine(
          (await PgSearchEngine.supported(database))
            ? new PostgresSearchEngine(
                await PgSearchEngine.fromConfig(config, { database, logger }),
              )
            : new InMemorySearchEngine({ logger }),
        );
      },
    });
  },
});
