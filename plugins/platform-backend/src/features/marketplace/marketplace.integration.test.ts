import { readFile } from 'node:fs/promises';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createRouterClient } from '@orpc/server';
import {
  orderedByTaskAnnotation,
  type InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { parseAllDocuments } from 'yaml';
import type { RequestContext } from '../../http/contract-router';
import { askCluster, type ClusterAccess } from '../../kube/access';
import { scopeOfNamespaces } from '../../kube/access/scope-of';
import { until } from '../../kube/testing/until';
import { Shop } from '../../kube/write/__testUtils__/Shop';
import { Given } from '../../live';
import { postgresql } from './__testUtils__/scene';
import { createMarketplace } from './create';

jest.setTimeout(240_000);

const patienceMs = 60_000;
const ns = 'shop-dev';
const group = 'postgresql.cnpg.io';
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const crds = resolvePackagePath(
  '@pilothouse/plugin-platform-backend',
  '../../packages/embedded/src/parts/cloudnative-pg/crds.yaml',
);

/** The public definitions keep no field that they do not name, other than these. */
function strict(definition: unknown): unknown {
  return JSON.parse(
    JSON.stringify(definition, (name, value) =>
      name === 'x-kubernetes-preserve-unknown-fields' ? undefined : value,
    ),
  );
}

const people = {
  lin: {
    userEntityRef: 'user:default/lin.wei',
    groups: ['group:default/shop'],
    kubernetes: { user: 'lin.wei', groups: ['shop'] },
    tenants: ['shop'],
    seesAll: false,
  },
  /** Sees the namespace, and may change nothing there. */
  guest: {
    userEntityRef: 'user:default/guest',
    groups: ['group:default/guests'],
    kubernetes: { user: 'guest', groups: ['guests'] },
    tenants: ['shop'],
    seesAll: false,
  },
  /** May write what they may not read. */
  writer: {
    userEntityRef: 'user:default/writer',
    groups: ['group:default/writers'],
    kubernetes: { user: 'writer', groups: ['writers'] },
    tenants: ['shop'],
    seesAll: false,
  },
};

describe('the marketplace, on a real API server', () => {
  let shop: Shop;
  const ended = new AbortController();
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({
      success: async () => undefined,
      fail: async () => undefined,
    })),
  });

  const as = (person: keyof typeof people) => {
    const access = {
      resolveViewer: async () => people[person],
      scopeOf: async () => scopeOfNamespaces(new Map([['test', [ns]]])),
      subscribe: () => () => undefined,
      reviews: {
        ask: (question: Parameters<typeof askCluster>[1]) =>
          askCluster(shop.kube, question),
      },
    } as unknown as ClusterAccess;
    const { procedures } = createMarketplace({
      access,
      allows: async () => true,
      auditor,
      catalogOf: async () => ({
        key: 'nothing',
        knowledge: () => ({ kind: 'current' }),
        entities: () => [],
        entity: () => undefined,
        subscribe: () => () => undefined,
      }),
      config: mockServices.rootConfig(),
      given: new Given(),
      httpAuth: mockServices.httpAuth({
        defaultCredentials: mockCredentials.user(people[person].userEntityRef),
      }),
      kube: shop.kube,
      logger: mockServices.logger.mock(),
      middleware: [{ name: 'test', items: () => [postgresql] }],
      permissions: mockServices.permissions.mock({
        authorize: async asked =>
          asked.map(() => ({ result: AuthorizeResult.ALLOW })),
      }),
    });
    const context = {
      request: { headers: {} },
      signal: ended.signal,
    } as unknown as RequestContext;
    return createRouterClient(procedures, { context });
  };

  const ref = (name: string, namespace = ns): InstanceRef => ({
    item: 'postgresql',
    cluster: 'test',
    namespace,
    name,
  });
  const values = { instances: 1, storage: { size: '1Gi' } };
  const objectOf = (name: string) =>
    shop.server.ask<{ spec: Record<string, unknown> }>({
      path: `/apis/${group}/v1/namespaces/${ns}/clusters/${name}`,
    });

  beforeAll(async () => {
    shop = await Shop.open();
    for (const document of parseAllDocuments(await readFile(crds, 'utf8'))) {
      await shop.server.ask({
        method: 'POST',
        path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        body: strict(document.toJS()),
      });
    }
    await shop.server.ask({
      method: 'POST',
      path: `${rbac}/namespaces/${ns}/roles`,
      body: {
        metadata: { name: 'databases' },
        rules: [
          {
            apiGroups: [group],
            resources: ['clusters'],
            verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
          },
        ],
      },
    });
    await shop.server.ask({
      method: 'POST',
      path: `${rbac}/namespaces/${ns}/rolebindings`,
      body: {
        metadata: { name: 'databases' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'databases',
        },
        subjects: [
          {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'Group',
            name: 'shop',
          },
        ],
      },
    });
    // An API server may take a minute to store what it has a new definition of.
    await until(
      () => as('lin').list(),
      ({ clusters, items, pending }) =>
        pending.length === 0 &&
        items.postgresql?.offers.length === 1 &&
        clusters.every(({ knowledge }) => knowledge.kind === 'live'),
      3 * patienceMs,
    );
  }, 4 * patienceMs);
  afterAll(async () => {
    ended.abort();
    await shop?.close();
  });

  it('makes the form from the schema of the kind, with the places where one may order', async () => {
    const form = await as('lin').form({ item: 'postgresql' });
    expect(form.schema).toMatchObject({
      properties: {
        instances: { type: 'integer', minimum: 1 },
        storage: { properties: { size: { type: 'string' } } },
      },
    });
    expect(form.places).toEqual([
      {
        cluster: 'test',
        namespace: ns,
        tenant: 'shop',
        environment: 'dev',
        ability: { allowed: true },
      },
    ]);
    const { places } = await as('guest').form({ item: 'postgresql' });
    expect(places[0]?.ability).toMatchObject({
      allowed: false,
      because: { kind: 'cluster' },
    });
  });

  it('orders as the person, after a trial that changes nothing, and shows what became of it', async () => {
    const client = as('lin');
    const order = {
      ...ref('orders'),
      values,
      extra: 'description: for orders',
      task: 'task-1',
    };
    const preview = await client.preview(order);
    expect(preview.diffs[0]?.before).toBe('');
    expect(preview.diffs[0]?.after).toContain('description: for orders');
    await expect(objectOf('orders')).rejects.toThrow('404');

    await expect(client.order(order)).resolves.toEqual({ ref: ref('orders') });
    expect(await objectOf('orders')).toMatchObject({
      metadata: { annotations: { [orderedByTaskAnnotation]: 'task-1' } },
      spec: { ...values, description: 'for orders' },
    });
    const shown = await until(
      () => client.instance(ref('orders')),
      ({ instance }) => instance !== undefined,
      patienceMs,
    );
    expect(shown.instance).toMatchObject({
      status: 'progressing',
      saying: { kind: 'not-begun' },
      tenant: 'shop',
    });
    // What is recorded tells of no value, as it may be secret.
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'middleware-change',
        meta: expect.objectContaining({
          queryType: 'order',
          fields: ['instances', 'storage'],
        }),
      }),
    );
    expect(JSON.stringify(auditor.createEvent.mock.calls)).not.toContain('1Gi');
  });

  it('changes only what one changes, and keeps what the portal applied before', async () => {
    const client = as('lin');
    await client.order({ ...ref('kept'), values, extra: 'description: old' });
    const change = {
      ...ref('kept'),
      values: { instances: 3 },
      changes: true,
    };
    const { precondition, diffs } = await client.preview(change);
    expect(diffs[0]?.before).toContain('instances: 1');
    expect(diffs[0]?.after).toContain('instances: 3');
    await client.order({ ...change, precondition });
    expect(await objectOf('kept')).toMatchObject({
      spec: { instances: 3, storage: { size: '1Gi' }, description: 'old' },
    });
    // Somebody else was faster.
    await expect(
      client.order({ ...change, values: { instances: 2 }, precondition }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('gives a name to one of those who order it at once, who can change it then', async () => {
    const client = as('lin');
    const wanted = [1, 2, 3, 4].map(instances => ({
      ...ref('raced'),
      values: { ...values, instances },
      ...(instances % 2 === 0 && { extra: `description: by ${instances}` }),
    }));
    const outcomes = await Promise.allSettled(
      wanted.map(order => client.order(order)),
    );
    const won = wanted.filter((_, i) => outcomes[i]?.status === 'fulfilled');
    expect(won).toHaveLength(1);
    const refused = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    for (const error of refused) {
      expect(error).toMatchObject({
        name: 'ConflictError',
        message: expect.stringMatching(/named raced already/),
      });
    }
    const { spec } = await objectOf('raced');
    expect(spec).toMatchObject(won[0]?.values ?? {});

    const change = {
      ...ref('raced'),
      values: { instances: 5 },
      changes: true,
    };
    const { precondition, conflicts } = await client.preview(change);
    expect(conflicts).toEqual([]);
    await client.order({ ...change, precondition });
    expect((await objectOf('raced')).spec).toEqual({ ...spec, instances: 5 });
  });

  const applyAs = (manager: string, name: string) =>
    shop.server.ask({
      method: 'PATCH',
      path: `/apis/${group}/v1/namespaces/${ns}/clusters/${name}`,
      query: { fieldManager: manager },
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: {
        apiVersion: `${group}/v1`,
        kind: 'Cluster',
        metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'Helm' } },
        spec: values,
      },
    });

  it('takes fields over from Helm when one says so, and leaves the object to it', async () => {
    const client = as('lin');
    await applyAs('helm', 'charted');
    const change = {
      ...ref('charted'),
      values: { instances: 2 },
      changes: true,
    };
    const { precondition, conflicts } = await client.preview(change);
    expect(conflicts).toEqual([{ field: '.spec.instances', manager: 'helm' }]);
    await client.order({ ...change, precondition, takeOver: true });
    expect(await objectOf('charted')).toMatchObject({
      metadata: { labels: { 'app.kubernetes.io/managed-by': 'Helm' } },
      spec: { instances: 2 },
    });
  });

  it.each([
    ['Argo CD', 'argocd-controller', 'of-argo'],
    ['Flux', 'kustomize-controller', 'of-flux'],
  ])('takes nothing over from %s', async (keeper, manager, name) => {
    const client = as('lin');
    await applyAs(manager, name);
    const change = { ...ref(name), values: { instances: 2 }, changes: true };
    const { precondition } = await client.preview(change);
    await expect(
      client.order({ ...change, precondition, takeOver: true }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(`${keeper} keeps it as git says`),
    });
    expect((await objectOf(name)).spec).toMatchObject({ instances: 1 });
  });

  it('goes on saying that the portal manages what was ordered', async () => {
    const client = as('lin');
    await client.order({ ...ref('labelled'), values });
    const change = {
      ...ref('labelled'),
      values: { instances: 2 },
      changes: true,
    };
    const { precondition } = await client.preview(change);
    await client.order({ ...change, precondition });
    expect(await objectOf('labelled')).toMatchObject({
      metadata: { labels: { 'app.kubernetes.io/managed-by': 'pilothouse' } },
    });
  });

  it.each<[string, object, string, RegExp]>([
    [
      'a name that is taken',
      { name: 'taken' },
      'ConflictError',
      /named taken already/,
    ],
    [
      'a value that the schema refuses',
      { values: { ...values, instances: 100 } },
      'InputError',
      /spec\.instances/,
    ],
    ['no storage', { values: { instances: 1 } }, 'InputError', /storage/],
    [
      'a size that is no amount',
      { values: { instances: 1, storage: { size: 'lots<b>' } } },
      'InputError',
      /lots<b>.*no amount/,
    ],
    [
      'a field that the cluster does not know',
      { extra: 'storage: { sice: 1Gi }' },
      'InputError',
      /sice/,
    ],
    [
      'a namespace of another team',
      { namespace: 'payments-dev' },
      'NotFoundError',
      /There is no postgresql/,
    ],
    ['a cluster that there is not', { cluster: 'x' }, 'NotFoundError', /no/],
    ['an item that there is not', { item: 'x' }, 'NotFoundError', /no item/],
  ])('refuses %s', async (_, part, name, message) => {
    const client = as('lin');
    await client.order({ ...ref('taken'), values }).catch(() => undefined);
    const order = { ...ref('refused'), values, ...part };
    for (const asked of [client.preview(order), client.order(order)]) {
      await expect(asked).rejects.toMatchObject({
        name,
        message: expect.stringMatching(message),
      });
    }
    await expect(objectOf('refused')).rejects.toThrow('404');
  });

  it('lets nobody do what the cluster does not let them', async () => {
    const guest = as('guest');
    await expect(
      guest.order({ ...ref('guests'), values }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(await guest.abilities(ref('orders'))).toMatchObject({
      update: { allowed: false },
      delete: { allowed: false },
    });
  });

  it('says that one may not change what one may not read', async () => {
    await shop.server.ask({
      method: 'POST',
      path: `${rbac}/namespaces/${ns}/roles`,
      body: {
        metadata: { name: 'writers' },
        rules: [
          {
            apiGroups: [group],
            resources: ['clusters'],
            verbs: ['create', 'patch'],
          },
        ],
      },
    });
    await shop.server.ask({
      method: 'POST',
      path: `${rbac}/namespaces/${ns}/rolebindings`,
      body: {
        metadata: { name: 'writers' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'Role',
          name: 'writers',
        },
        subjects: [
          {
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'Group',
            name: 'writers',
          },
        ],
      },
    });
    expect(await as('writer').abilities(ref('orders'))).toMatchObject({
      update: { allowed: false, because: { kind: 'cluster' } },
    });
    const { places } = await as('writer').form({ item: 'postgresql' });
    expect(places[0]?.ability).toMatchObject({ allowed: false });
  });

  it('deletes what was looked at, and nothing that took its name since', async () => {
    const client = as('lin');
    await client.order({ ...ref('gone'), values });
    const plan = await until(
      () => client.deletion(ref('gone')).catch(() => undefined),
      found => found !== undefined,
      patienceMs,
    );
    await expect(
      client.delete({ ref: ref('gone'), uid: 'another' }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    await client.delete({ ref: ref('gone'), uid: plan?.uid ?? '' });
    await expect(objectOf('gone')).rejects.toThrow('404');
  });

  it('offers nothing any more when the kind is removed', async () => {
    await shop.server.ask({
      method: 'DELETE',
      path: `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/clusters.${group}`,
    });
    const left = await until(
      async () => Object.values((await as('lin').list()).items),
      items => items.every(({ offers }) => offers.length === 0),
      patienceMs,
    );
    expect(left.flatMap(({ offers }) => offers)).toEqual([]);
  });
});
