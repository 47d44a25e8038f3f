import { mockServices } from '@backstage/backend-test-utils';
import type { BindingRequest } from '@pilothouse/plugin-platform-common';
import type { Secret } from 'kubernetes-types/core/v1';
import type { Viewer } from '../../../kube/access';
import { WatchedClusters } from '../../../kube/clusters/WatchedClusters';
import { TestCluster } from '../../../kube/testing/TestCluster';
import { until } from '../../../kube/testing/until';
import type { KubeService } from '../../../kube/KubeService';
import {
  PersonalClient,
  preconditionOf,
  type Workload,
} from '../../../kube/write';
import { askForNew, isMade } from '../rotation/secret';
import { BoundService } from './__testUtils__/BoundService';
import { BindingWriter } from './BindingWriter';

jest.setTimeout(600_000);

const ns = 'shop-dev';
const core = `/api/v1/namespaces/${ns}`;
const apps = `/apis/apps/v1/namespaces/${ns}`;
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const databases = `/apis/postgresql.cnpg.io/v1/namespaces/${ns}/clusters`;
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
  let server: TestCluster;
  let kube: WatchedClusters;
  let writer: BindingWriter;

  const reader = () =>
    new BoundService({ server, kube, namespace: ns }, 'reader');
  const create = (path: string, body: object) =>
    server.ask({ method: 'POST', path, body });
  const make = async (request: BindingRequest) => {
    const path = `${apps}/deployments/reader`;
    const precondition = preconditionOf(await server.ask<Workload>({ path }));
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
    server = await TestCluster.start(['middleware-operators']);
    kube = new WatchedClusters({ logger: mockServices.logger.mock() });
    kube.connect({
      clusters: async () => [server.details],
      credential: async () => server.credential,
    });
    writer = new BindingWriter(kube);
    await create('/api/v1/namespaces', { metadata: { name: ns } });
    await create(`${rbac}/namespaces/${ns}/rolebindings`, {
      metadata: { name: 'developers' },
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
        server
          .ask({ path: databases })
          .then(() => 'served')
          .catch(() => 'not yet'),
      state => state === 'served',
      fetchMs,
    );
    await create(databases, {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'orders' },
      spec: { instances: 1, storage: { size: '1Gi' } },
    });
    await reader().create('bound-service-main.mjs');
  });
  afterAll(async () => {
    await kube?.end();
    await server?.stop();
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

  it('goes on with new credentials, of which no value is answered to the portal', async () => {
    await make({ ...bind, form: { kind: 'files' } });
    const reads = 'by files of type postgresql: it is app';
    expect(await said(reads)).toEqual([reads]);
    const answers: string[] = [];
    const heard: Pick<KubeService, 'request'> = {
      request: async (cluster, request) => {
        const answer = await kube.request(cluster, request);
        answers.push(answer.text);
        return answer;
      },
    };
    const client = new PersonalClient(heard, 'test', lin);
    const secretOf = (name: string) =>
      server.ask<Secret>({ path: `${core}/secrets/${name}` });
    const orderOf = async (secret: string) => ({
      ...{ ref: bind.instance, secret },
      uid: (await secretOf(secret)).metadata?.uid ?? '',
    });

    const before = await secretOf('orders-app');
    const order = await orderOf('orders-app');
    const asked = await askForNew(client, order, { by: 'deletion' });
    await until(
      () => isMade(client, order, asked),
      made => made,
      patienceMs,
    );
    const after = await secretOf('orders-app');
    expect(after.data?.password).not.toBe(before.data?.password);
    await expect(
      askForNew(client, order, { by: 'deletion' }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    expect(await said(reads)).toEqual([reads]);

    await create(`${core}/secrets`, {
      metadata: { name: 'users' },
      stringData: { root: 'once', other: 'stays' },
    });
    const users = await orderOf('users');
    const emptied = await askForNew(client, users, {
      by: 'emptying',
      keys: ['root'],
    });
    expect(await isMade(client, users, emptied)).toBe(false);
    const left = await secretOf('users');
    expect(Object.keys(left.data ?? {})).toEqual(['other']);

    const values = [before, after, left].flatMap(({ data = {} }) =>
      Object.values(data),
    );
    expect(answers.length).toBeGreaterThan(3);
    for (const value of values) expect(answers.join()).not.toContain(value);
  });
});
