import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Scene } from './__testUtils__/Scene';
import { postgresql } from './__testUtils__/InMemoryMiddleware';
import { surroundingsFrom } from './surroundings';

it('orders from what the company offers of each item', async () => {
  const scene = await Scene.open();
  const [small] = postgresql.plans;
  const plans = [small, { ...small, name: 'large' }];
  const values = { storage: { storageClass: 'slow' } };
  const items = { postgresql: { plans: ['large'], values } };
  const { surroundings } = surroundingsFrom({
    ...scene.surroundings,
    auth: mockServices.auth(),
    catalog: catalogServiceMock(),
    claims: scene.claims,
    config: mockServices.rootConfig({
      data: { pilothouse: { marketplace: { items } } },
    }),
    discovery: mockServices.discovery(),
    logger: mockServices.logger.mock(),
    middleware: [{ name: 'own', items: () => [{ ...postgresql, plans }] }],
    notifications: {} as never,
    records: scene.records,
    scaffolder: {} as never,
  });
  await scene.close();

  expect(surroundings.items).toMatchObject([
    { plans: [{ name: 'large', values: { instances: 1, ...values } }] },
  ]);
});
