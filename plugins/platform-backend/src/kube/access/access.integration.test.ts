import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { until } from '../testing/until';
import { Shop } from '../write/__testUtils__/Shop';
import { InMemoryCatalog, userIn } from './__testUtils__/catalog';
import { ClusterAccess } from './ClusterAccess';
import { askCluster } from './reviews';
import { Viewers } from './Viewers';

jest.setTimeout(180_000);

describe('what a person sees of a real cluster', () => {
  let shop: Shop;
  const end = new AbortController();

  beforeAll(async () => {
    shop = await Shop.open();
  });
  afterAll(async () => {
    end.abort();
    await shop?.close();
  });

  it('follows its role bindings, with the rights that the portal has', async () => {
    const catalog = new InMemoryCatalog([userIn('lin.wei', 'shop')]);
    const ask = jest.fn(question => askCluster(shop.kube, question));
    const access = new ClusterAccess({
      viewers: new Viewers({
        auth: mockServices.auth(),
        catalog,
        allows: async () => false,
        settings: { userPrefix: '', groupPrefix: '' },
      }),
      catalog,
      kube: shop.kube.reader,
      ask,
      now: () => Date.now(),
      ttlMs: 300_000,
      onError: error => {
        throw error;
      },
    });
    access.start(end.signal);
    const viewer = await access.resolveViewer(
      mockCredentials.user('user:default/lin.wei'),
    );
    let told = 0;
    access.subscribe(() => {
      told += 1;
    });
    const seen = async () => (await access.scopeOf(viewer)).namespaces('test');

    expect(await seen()).toEqual(['shop-dev']);
    await shop.unbind('shop-dev');
    await until(seen, namespaces => namespaces?.length === 0);
    expect(told).toBeGreaterThan(0);
    await shop.bind('shop-dev', 'shop');
    await until(seen, namespaces => namespaces?.length === 1);

    const asked = ask.mock.calls.length;
    await Promise.all(Array.from({ length: 1000 }, seen));
    expect(ask.mock.calls.length - asked).toBeLessThanOrEqual(2);
  });
});
