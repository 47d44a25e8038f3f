import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { BindingRequest } from '@pilothouse/plugin-platform-common';
import type { MiddlewareProvider } from '@pilothouse/plugin-platform-node';
import type { Secret } from 'kubernetes-types/core/v1';
import type { Viewer } from '../../../kube/access';
import { until } from '../../../kube/testing/until';
import {
  PersonalClient,
  preconditionOf,
  type Workload,
} from '../../../kube/write';
import { Shop } from '../../../kube/write/__testUtils__/Shop';
import { clientOf } from '../__testUtils__/client';
import { operatorItem } from '../__testUtils__/operator-item';
import { openStores, type Stores } from '../__testUtils__/stores';
import { askForNew, isMade } from '../rotation/secret';
import { BoundService } from './__testUtils__/BoundService';
import { BindingErrands } from './BindingErrands';
import { BindingWriter } from './BindingWriter';

jest.setTimeout(600_000);

const ns = 'shop-dev';
const core = `/api/v1/namespaces/${ns}`;
const apps = `/apis/apps/v1/namespaces/${ns}`;
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const clusters = `/apis/postgresql.cnpg.io/v1/namespaces/${ns}/clusters`;
/** PostgreSQL is fetched when the first is ordered, and a busy machine takes its time. */
const fetchMs = 240_000;
const patienceMs = 60_000;

const lin: Viewer = {
  userEntityRef: 'user:default/lin.wei',
  groups: ['group:default/shop'],
  kubernetes: { user: 'lin.wei', groups: ['shop'] },
  tenants: ['shop'],
  seesAll: false,
};
const target = {
  cluster: 'test',
  namespace: ns,
  kind: 'Deployment',
  name: 'reader',
} as const;
const bind: Extract<BindingRequest, { kind: 'bind' }> = {
  kind: 'bind',
  instance: {
    item: 'postgresql',
    cluster: 'test',
    namespace: ns,
    name: 'orders',
  },
  secret: 'orders-app',
  target,
  form: {
    kind: 'env',
    variables: ['host', 'port', 'dbname', 'username', 'password'].map(key => ({
      name: `DB_${key.toUpperCase()}`,
      key,
    })),
  },
};
describe('a bound service, with PostgreSQL itself', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const ended = new AbortController();
  let shop: Shop;
  let writer: BindingWriter;
  let provider: MiddlewareProvider;
  let stores: Stores;

  const reader = () => new BoundService({ ...shop, namespace: ns }, 'reader');
  const create = (path: string, body: object) =>
    shop.server.ask({ method: 'POST', path, body });
  const client = () =>
    clientOf({
      ...{ ...stores, shop },
      namespace: ns,
      middleware: [provider],
      signal: ended.signal,
    });
  const make = async (request: BindingRequest) => {
    const path = `${apps}/deployments/reader`;
    const precondition = preconditionOf(
      await shop.server.ask<Workload>({ path }),
    );
    await writer.make(lin, { request, precondition });
  };

  /** What the pods say last, once that is one of them with this. */
  const said = (wanted: string, ms = patienceMs) =>
    until(
      () => reader().lastLines(),
      lines => lines.length === 1 && lines[0] === wanted,
      ms,
    );

  beforeAll(async () => {
    provider = await operatorItem('postgresql.yaml');
    stores = await openStores(databases);
    shop = await Shop.open(['middleware-operators']);
    writer = new BindingWriter(shop.kube);
    await create(`${rbac}/namespaces/${ns}/rolebindings`, {
      metadata: { name: 'editors' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'edit',
      },
      subjects: [
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'shop' },
      ],
    });
    await until(
      () =>
        shop.server
          .ask({ path: clusters })
          .then(() => 'served')
          .catch(() => 'not yet'),
      state => state === 'served',
      fetchMs,
    );
    await create(clusters, {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'orders' },
      spec: { instances: 1, storage: { size: '1Gi' } },
    });
    await reader().create('bound-service-main.mjs');
  });
  afterAll(async () => {
    ended.abort();
    await shop?.close();
  });

  it('reads by variables, then by files, and no longer once it is unbound', async () => {
    expect(await said('no credentials', fetchMs)).toEqual(['no credentials']);
    await make(bind);
    expect(await said('by variables: it is app', fetchMs)).toEqual([
      'by variables: it is app',
    ]);
    await make({ ...bind, form: { kind: 'files' } });
    expect(await said('by files of type postgresql: it is app')).toEqual([
      'by files of type postgresql: it is app',
    ]);
    await make({ kind: 'unbind', secret: 'orders-app', target });
    expect(await said('no credentials')).toEqual(['no credentials']);
  });

  it('is bound as a person by what their run was entrusted with, when it is there and they are gone', async () => {
    const bindingErrands = await BindingErrands.open(
      await databases.init('SQLITE_3'),
    );
    const portal = {
      ...{ ...stores, shop, bindingErrands, namespace: ns },
      ...{ middleware: [provider], signal: ended.signal },
    };
    const scaffolder = clientOf({
      ...portal,
      credentials: mockCredentials.service('plugin:scaffolder'),
    });
    const request = { ...bind, target: { ...target, name: 'late' } };
    const { instance } = request;
    const run = { task: 'run-1', wish: 'as variables' };
    const errand = { ...run, instance, target: request.target };
    expect(await scaffolder.bindings.carryOut(errand)).toEqual({
      kind: 'none',
    });
    await clientOf(portal).bindings.entrust({ ...run, request });
    await expect(scaffolder.bindings.carryOut(errand)).rejects.toMatchObject({
      name: 'NotFoundError',
    });

    const late = new BoundService({ ...shop, namespace: ns }, 'late');
    await late.create('bound-service-main.mjs');
    expect(await scaffolder.bindings.carryOut(errand)).toMatchObject({
      ...{ kind: 'bound', secret: 'orders-app', unchanged: false },
    });
    const reads = 'by variables: it is app';
    expect(
      await until(
        () => late.lastLines(),
        lines => lines.length === 1 && lines[0] === reads,
        patienceMs,
      ),
    ).toEqual([reads]);
    expect(await scaffolder.bindings.carryOut(errand)).toMatchObject({
      unchanged: true,
    });
    // Whoever calls in its place is told nothing and binds nothing.
    await expect(
      clientOf(portal).bindings.carryOut(errand),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('goes on with new credentials, of which no value is answered to the portal', async () => {
    await make({ ...bind, form: { kind: 'files' } });
    const reads = 'by files of type postgresql: it is app';
    expect(await said(reads)).toEqual([reads]);
    const secretOf = (name: string) =>
      shop.server.ask<Secret>({ path: `${core}/secrets/${name}` });
    const requests = jest.spyOn(shop.kube, 'request');

    const { instance: ref, secret } = bind;
    const before = await secretOf(secret);
    const uid = before.metadata?.uid ?? '';
    const offered = await until(
      () => client().rotations(ref),
      () => true,
      patienceMs,
    );
    expect(offered).toEqual({
      ability: { allowed: true },
      secrets: [{ secret, state: { kind: 'ready', uid } }],
    });
    expect(await client().rotate({ ref, secret, uid })).toEqual({ made: true });
    const after = await secretOf(secret);
    expect(after.data?.password).not.toBe(before.data?.password);
    await expect(client().rotate({ ref, secret, uid })).rejects.toMatchObject({
      name: 'ConflictError',
    });
    expect(await said(reads)).toEqual([reads]);

    await create(`${core}/secrets`, {
      metadata: { name: 'users' },
      stringData: { root: 'once', other: 'stays' },
    });
    const personal = new PersonalClient(shop.kube, 'test', lin);
    const users = {
      ...{ ref, secret: 'users' },
      uid: (await secretOf('users')).metadata?.uid ?? '',
    };
    const emptied = await askForNew(personal, users, {
      by: 'emptying',
      keys: ['root'],
    });
    expect(await isMade(personal, users, emptied)).toBe(false);
    const left = await secretOf('users');
    expect(Object.keys(left.data ?? {})).toEqual(['other']);

    const answers = await Promise.all(
      requests.mock.results.map(async ({ value }) => (await value).text),
    );
    const values = [before, after, left].flatMap(({ data = {} }) =>
      Object.values(data),
    );
    expect(answers.length).toBeGreaterThan(3);
    for (const value of values) expect(answers.join()).not.toContain(value);
  });

  it('offers new credentials to nobody whom the cluster does not let make them', async () => {
    await shop.server.ask({
      method: 'DELETE',
      path: `${rbac}/namespaces/${ns}/rolebindings/editors`,
    });
    const refused = await until(
      () => client().rotations(bind.instance),
      ({ ability }) => !ability.allowed,
      patienceMs,
    );
    expect(refused).toEqual({
      ability: { allowed: false, because: { kind: 'cluster' } },
      secrets: [],
    });
  });
});
