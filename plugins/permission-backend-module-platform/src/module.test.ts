import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
import request from 'supertest';
import { permissionModulePlatform } from './module';

describe('the permission backend', () => {
  it.each([
    [[], 'DENY'],
    [['group:default/shop'], 'DENY'],
    [['group:default/sre'], 'ALLOW'],
  ])('asks the policy, with the groups %j', async (groups, result) => {
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
        mockServices.userInfo.mock({
          getUserInfo: async () => ({
            userEntityRef: 'user:default/mock',
            ownershipEntityRefs: ['user:default/mock', ...groups],
          }),
        }).factory,
      ],
    });
    const response = await request(backend.server)
      .post('/api/permission/authorize')
      .set('authorization', mockCredentials.user.header())
      .send({ items: [{ id: '1', permission: kubernetesProxyPermission }] });
    expect(response.body.items).toEqual([{ id: '1', result }]);
    await backend.stop();
  });
});
