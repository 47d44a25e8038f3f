import type { Entity } from '@backstage/catalog-model';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
import request from 'supertest';
import { permissionModulePlatform } from './module';

const userEntityRef = 'user:default/mock';

function userIn(...groups: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'mock', namespace: 'default' },
    relations: groups.map(targetRef => ({ type: 'memberOf', targetRef })),
  };
}

/** What is decided on somebody whose token names groups, direct and inherited ones. */
async function decisionOn(
  groups: readonly string[],
  catalog: ReturnType<typeof catalogServiceMock.mock>,
) {
  const backend = await startTestBackend({
    features: [
      permissionPlugin,
      permissionModulePlatform,
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          pilothouse: { platformEngineers: { groups: ['sre'] } },
        },
      }),
      catalog.factory,
      mockServices.userInfo.mock({
        getUserInfo: async () => ({
          userEntityRef,
          ownershipEntityRefs: [userEntityRef, ...groups],
        }),
      }).factory,
    ],
  });
  const response = await request(backend.server)
    .post('/api/permission/authorize')
    .set('authorization', mockCredentials.user.header())
    .send({ items: [{ id: '1', permission: kubernetesProxyPermission }] });
  await backend.stop();
  return response.body.items;
}

describe('the permission backend', () => {
  it.each([
    [[], [], 'DENY'],
    [['group:default/shop'], ['group:default/shop'], 'DENY'],
    [['group:default/sre'], ['group:default/sre'], 'ALLOW'],
    [
      ['group:default/interns', 'group:default/sre'],
      ['group:default/interns'],
      'DENY',
    ],
  ])(
    'asks the policy, with the groups %j of which %j are direct',
    async (groups, direct, result) => {
      const getEntityByRef = async () => userIn(...direct);
      const catalog = catalogServiceMock.mock({ getEntityByRef });
      const items = await decisionOn(groups, catalog);
      expect(items).toEqual([{ id: '1', result }]);
    },
  );

  it('takes an engineer for a member while the catalog is down', async () => {
    const catalog = catalogServiceMock.mock({
      getEntityByRef: async () => Promise.reject(new Error('down')),
    });
    const items = await decisionOn(['group:default/sre'], catalog);
    expect(items).toEqual([{ id: '1', result: 'DENY' }]);
  });

  it('does not ask the catalog about those who cannot be engineers', async () => {
    const catalog = catalogServiceMock.mock();
    await decisionOn(['group:default/shop'], catalog);
    expect(catalog.getEntityByRef).not.toHaveBeenCalled();
  });
});
