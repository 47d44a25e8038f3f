import { setTimeout as delay } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackstageCredentials,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityReadPermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import { catalogModuleVisibility } from '../module';
import { testDatabase } from './database';
import { entities, files } from './entities';

export const memberOfShop = mockCredentials.user.header('user:default/lin.wei');
export const engineer = mockCredentials.user.header('user:default/sofia.rossi');

const ownedByShop = ['web', 'cart', 'selling'];
const ofMembers = createCatalogConditionalDecision(
  catalogEntityReadPermission,
  {
    anyOf: [
      catalogConditions.isEntityKind({ kinds: ['Group'] }),
      catalogConditions.isEntityOwner({ claims: ['group:default/shop'] }),
    ],
  },
);

/** Everybody but one person is an engineer; members delete what their team owns, and register anything. */
function permissionsOf(isMember: (who: BackstageCredentials) => boolean) {
  const result = (allowed: boolean) => ({
    result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
  });
  const authorize: PermissionsService['authorize'] = async (asked, options) =>
    asked.map(item => {
      if (!isMember(options.credentials)) return result(true);
      const { name: asks } = item.permission;
      if (asks === catalogLocationCreatePermission.name) return result(true);
      const ref = 'resourceRef' in item ? String(item.resourceRef) : '';
      const name = ref.slice(ref.indexOf('/') + 1);
      const isGroup = ref.startsWith('group:');
      const reads = asks === catalogEntityReadPermission.name;
      return result(ownedByShop.includes(name) || (isGroup && reads));
    });
  return {
    authorize,
    async authorizeConditional(asked, { credentials }) {
      return asked.map(() =>
        isMember(credentials) ? ofMembers : result(true),
      );
    },
  } satisfies PermissionsService;
}

const sampleEntities = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'samples',
  register(reg) {
    reg.registerInit({
      deps: { processing: catalogProcessingExtensionPoint },
      async init({ processing }) {
        processing.addEntityProvider({
          getProviderName: () => 'samples',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: entities.map(entity => ({ entity })),
            }),
        });
      },
    });
  },
});

/** Git, as the catalog reads it. */
const git = mockServices.urlReader.mock({
  async search(url) {
    const told = files.get(url);
    if (!told) throw new NotFoundError(`There is no ${url}`);
    const text = told.map(entity => JSON.stringify(entity)).join('\n---\n');
    return {
      files: [{ url, content: async () => Buffer.from(text) }],
      etag: url,
    };
  },
});

/** How many entities those of a type of relation lead to, when all are there. */
const relatedTo = { ownerOf: 5, hasPart: 4, dependencyOf: 2 };

async function isRelated(backend: TestBackend): Promise<boolean> {
  const types = Object.entries(relatedTo);
  const { body } = await request(backend.server)
    .get('/api/catalog/entity-facets')
    .query({ facet: types.map(([type]) => `relations.${type}`) })
    .set('authorization', engineer)
    .expect(200);
  return types.every(
    ([type, count]) => body.facets[`relations.${type}`].length === count,
  );
}

/** The catalog with its module, when it has related its entities to one another. */
export async function startCatalog(): Promise<TestBackend> {
  const auth = mockServices.auth();
  const permissions = permissionsOf(
    who =>
      auth.isPrincipal(who, 'user') &&
      who.principal.userEntityRef === 'user:default/lin.wei',
  );
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleVisibility,
      sampleEntities,
      await testDatabase(),
      git.factory,
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => permissions,
      }),
    ],
  });
  try {
    await untilRelated(backend);
  } catch (error) {
    await backend.stop();
    throw error;
  }
  return backend;
}

async function untilRelated(backend: TestBackend): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await isRelated(backend))) {
    if (Date.now() > end) {
      throw new Error('The catalog did not relate its entities within 60 s');
    }
    await delay(50);
  }
}
