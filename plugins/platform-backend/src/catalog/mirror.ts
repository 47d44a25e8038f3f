import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  type AuthService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { CatalogStore } from './CatalogStore';
import { readEntities } from './read-entities';

const intervalMs = 10_000;
const deadlineMs = 60_000;

/** With which a plugin reads the catalog. */
export interface CatalogMeans {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
}

/** The catalog in memory; one for all plugins of the backend. */
export interface CatalogMirror {
  /**
   * Begins to read the catalog, with the means of the plugin that asks first, until the
   * backend shuts down. It holds everything that the portal may see, whoever asks.
   */
  follow(means: CatalogMeans): CatalogStore;
}

/** See {@link CatalogMirror}. */
export const catalogMirrorRef = createServiceRef<CatalogMirror>({
  id: 'pilothouse.catalog-mirror',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory({ lifecycle, logger }) {
        const end = new AbortController();
        lifecycle.addShutdownHook(() => end.abort());
        let store: CatalogStore | undefined;
        return {
          follow(means) {
            if (store) return store;
            store = new CatalogStore({
              read: signal => readEntities(means, signal),
              intervalMs,
              deadlineMs,
              now: () => new Date(),
              onError: error =>
                logger.warn(`The catalog could not be read: ${error}`),
            });
            void store.run(end.signal);
            return store;
          },
        };
      },
    }),
});
