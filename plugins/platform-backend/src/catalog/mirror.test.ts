import {
  createBackendPlugin,
  coreServices,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { CatalogStore } from './CatalogStore';
import { catalogMirrorRef } from './mirror';

const web: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', namespace: 'default' },
};

/** A plugin that follows the catalog. */
const follower = (pluginId: string, stores: CatalogStore[]) =>
  createBackendPlugin({
    pluginId,
    register(reg) {
      reg.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          mirror: catalogMirrorRef,
        },
        async init({ mirror, ...means }) {
          stores.push(mirror.follow(means));
        },
      });
    },
  });

describe('catalogMirrorRef', () => {
  it('reads the catalog once for all plugins, until the backend stops', async () => {
    const stores: CatalogStore[] = [];
    const catalog = catalogServiceMock.mock({
      queryEntities: async () => ({
        items: [web],
        pageInfo: {},
        totalItems: 1,
      }),
    });
    const backend = await startTestBackend({
      features: [
        follower('one', stores),
        follower('two', stores),
        catalog.factory,
      ],
    });
    const [one, two] = stores;
    expect(one).toBeDefined();
    expect(two).toBe(one);
    expect(one?.entity('component:default/web')).toEqual(web);
    expect(catalog.queryEntities).toHaveBeenCalledTimes(1);
    await backend.stop();
  });
});
