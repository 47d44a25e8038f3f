import { TestDatabases } from '@backstage/backend-test-utils';
import { serviceCatalog } from '@pilothouse/plugin-platform-backend-module-service-catalog';
import type {
  BindingRequest,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { until } from '../../kube/testing/until';
import { Shop } from '../../kube/write/__testUtils__/Shop';
import { clientOf } from './__testUtils__/client';
import { openStores, type Stores } from './__testUtils__/stores';
import { BoundService } from './binding/__testUtils__/BoundService';

jest.setTimeout(900_000);

const ns = 'shop-dev';
const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${ns}`;
/** Redis is fetched when the first is ordered, and a busy machine takes its time. */
const fetchMs = 300_000;
const patienceMs = 60_000;

describe('Redis from a broker, by way of Service Catalog', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let stores: Stores;
  let shop: Shop;
  let ref: InstanceRef;
  const ended = new AbortController();

  const client = () =>
    clientOf({
      shop,
      middleware: [serviceCatalog],
      ...stores,
      namespace: ns,
      signal: ended.signal,
    });

  const web = () => new BoundService({ ...shop, namespace: ns }, 'web');
  const create = (path: string, body: object) =>
    shop.server.ask({ method: 'POST', path, body });
  const instance = async () => (await client().instance(ref)).instance;
  const item = () =>
    until(
      async () => Object.values((await client().list()).items)[0],
      found => found !== undefined && found.offers.some(each => each.version),
      fetchMs,
    );

  /** What the pods say last, once one of them says this. */
  const said = (wanted: string) =>
    until(
      () => web().lastLines(),
      lines => lines.includes(wanted),
      fetchMs,
    );

  beforeAll(async () => {
    stores = await openStores(databases);
    shop = await Shop.open(['service-broker']);
    await create(`${rbac}/roles`, {
      metadata: { name: 'services' },
      rules: [
        {
          apiGroups: ['servicecatalog.k8s.io'],
          resources: ['serviceinstances', 'servicebindings'],
          verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
        },
      ],
    });
    await create(`${rbac}/rolebindings`, {
      metadata: { name: 'services' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: 'services',
      },
      subjects: [
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'shop' },
      ],
    });
    await web().create('bound-redis-main.mjs');
    const found = await item();
    ref = {
      item: found?.name ?? '',
      cluster: 'test',
      namespace: ns,
      name: 'cache',
    };
  });
  afterAll(async () => {
    ended.abort();
    await shop?.close();
  });

  it('is found by itself, with its plans and what they ask for', async () => {
    // The controller makes a class before its plans, and nobody can order without one.
    const form = await until(
      () =>
        client()
          .form({ item: ref.item })
          .catch(() => undefined),
      found => (found?.plans.length ?? 0) > 1,
      fetchMs,
    );
    expect(await item()).toMatchObject({
      title: 'Redis',
      category: 'cache',
      operator: { name: 'Embedded service broker (Broker embedded)' },
      operations: ['change-plan'],
    });
    expect(form?.plans.map(({ name }) => name).sort()).toEqual([
      'large',
      'small',
    ]);
    expect(form?.schema).toMatchObject({
      properties: { parameters: { properties: { eviction: {} } } },
    });
    expect(form?.places).toMatchObject([
      { namespace: ns, ability: { allowed: true } },
    ]);
  });

  it('is ordered, changed, bound, read and written, and taken away', async () => {
    const { plans } = await client().form({ item: ref.item });
    const small = plans.find(({ name }) => name === 'small');
    const values = { ...small?.values, parameters: { persistent: false } };
    const preview = await client().preview({ ...ref, values });
    expect(preview.diffs[0]?.after).toMatch('clusterServicePlanExternalName');
    await client().order({ ...ref, values });
    await until(instance, found => found?.status === 'healthy', fetchMs);

    await client().grant({ ref, name: 'cache-web' });
    const bound = await until(
      instance,
      found =>
        found?.credentials.some(({ grant }) => grant?.status === 'healthy') ??
        false,
      patienceMs,
    );
    expect(bound?.credentials).toMatchObject([{ secret: 'cache-web' }]);
    const request: BindingRequest = {
      kind: 'bind',
      instance: ref,
      secret: 'cache-web',
      target: {
        cluster: 'test',
        namespace: ns,
        kind: 'Deployment',
        name: 'web',
      },
      form: { kind: 'files' },
    };
    const { precondition } = await client().bindings.preview(request);
    await client().bindings.apply({ request, precondition });
    expect(await said('it reads oolong')).toContain('it reads oolong');

    const change = await client().form({
      item: ref.item,
      cluster: 'test',
      namespace: ns,
      instance: 'cache',
    });
    expect(change.plans.map(({ name }) => name)).toEqual(['small', 'large']);
    const larger = {
      ...ref,
      values: { ...change.plans[1]?.values },
      changes: true,
    };
    const shown = await client().preview(larger);
    await client().order({ ...larger, precondition: shown.precondition });
    await until(
      instance,
      found =>
        found?.status === 'healthy' &&
        found.wanted.includes('clusterServicePlanExternalName: large'),
      fetchMs,
    );

    const plan = await client().deletion(ref);
    expect(plan.first).toMatchObject([
      { kind: 'ServiceBinding', name: 'cache-web' },
    ]);
    expect(plan.bound).toMatchObject([{ target: { name: 'web' } }]);
    const { uid: is, seen: looked, first } = plan;
    await client().delete({ ref, uid: is, seen: looked, first });
    expect(
      await until(instance, found => found === undefined, fetchMs),
    ).toBeUndefined();
  });

  it('is refused with the words of the broker, and can be put right', async () => {
    const refused = { ...ref, name: 'wrong' };
    const { plans } = await client().form({ item: ref.item });
    const values = { ...plans[0]?.values, parameters: { eviction: 'never' } };
    await client().order({ ...refused, values });
    const seen = await until(
      async () => (await client().instance(refused)).instance,
      found => found?.status === 'failed',
      patienceMs,
    );
    expect(seen?.saying).toMatchObject({
      kind: 'phase',
      phase: 'ClusterServiceBrokerReturnedFailure',
      message: expect.stringMatching(/parameters\.eviction/),
    });
    const { uid, seen: looked } = await client().deletion(refused);
    await client().delete({ ref: refused, uid, seen: looked });
    await until(
      async () => (await client().instance(refused)).instance,
      found => found === undefined,
      patienceMs,
    );
  });

  it('stays when its broker does not answer, and says that it does not', async () => {
    await shop.server.ask({
      method: 'PATCH',
      path: '/apis/servicecatalog.k8s.io/v1beta1/clusterservicebrokers/embedded',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: { spec: { url: 'http://127.0.0.1:9' } },
    });
    const found = await until(
      async () => Object.values((await client().list()).items)[0],
      each => each?.offers[0]?.trouble !== undefined,
      patienceMs,
    );
    expect(found?.offers[0]?.trouble).toMatchObject({
      closed: false,
      words: { en: expect.stringMatching(/could not be read/) },
      message: expect.stringMatching(/./),
    });
  });
});
