import { readFile } from 'node:fs/promises';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createRouterClient } from '@orpc/server';
import {
  deletionAnnotations,
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
import { openStores, type Stores } from './__testUtils__/stores';
import { createMarketplace } from './create';
import { noErrands } from './__testUtils__/noErrands';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const patienceMs = 60_000;
const graceSeconds = 2;
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
  let stores: Stores;
  const ended = new AbortController();
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({
      success: async () => undefined,
      fail: async () => undefined,
    })),
  });

  const portalOf = (person: keyof typeof people) => {
    const access = {
      renew: ({ userEntityRef }: { userEntityRef: string }) => {
        const found = Object.values(people).find(
          each => each.userEntityRef === userEntityRef,
        );
        if (!found) throw new Error(`Nobody knows ${userEntityRef}`);
        return found;
      },
      resolveViewer: async () => people[person],
      scopeOf: async () => scopeOfNamespaces(new Map([['test', [ns]]])),
      subscribe: () => () => undefined,
      reviews: {
        ask: (question: Parameters<typeof askCluster>[1]) =>
          askCluster(shop.kube, question),
      },
    } as unknown as ClusterAccess;
    let carryOut = async () => {};
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
      config: mockServices.rootConfig({
        data: {
          pilothouse: {
            marketplace: {
              deletion: { grace: { seconds: graceSeconds } },
              items: { postgresql: { sensitive: ['imagePullPolicy'] } },
            },
          },
        },
      }),
      bindingErrands: noErrands,
      ...stores,
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
      scheduler: mockServices.scheduler.mock({
        scheduleTask: async ({ fn }) => {
          carryOut = async () => fn(ended.signal);
        },
      }),
    });
    const context = {
      request: { headers: {} },
      signal: ended.signal,
    } as unknown as RequestContext;
    return {
      client: createRouterClient(procedures, { context }),
      carryOut: () => carryOut(),
    };
  };
  const as = (person: keyof typeof people) => portalOf(person).client;

  const ref = (name: string, namespace = ns): InstanceRef => ({
    item: 'postgresql',
    cluster: 'test',
    namespace,
    name,
  });
  const values = { instances: 1, storage: { size: '1Gi' } };
  const objectOf = (name: string) =>
    shop.server.ask<{
      metadata: {
        uid: string;
        managedFields: {
          manager: string;
          fieldsV1: { 'f:spec'?: Record<string, unknown> };
        }[];
      };
      spec: Record<string, unknown>;
    }>({
      path: `/apis/${group}/v1/namespaces/${ns}/clusters/${name}`,
    });

  beforeAll(async () => {
    stores = await openStores(databases);
    shop = await Shop.open();
    for (const document of parseAllDocuments(await readFile(crds, 'utf8'))) {
      await shop.server.ask({
        method: 'POST',
        path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
        body: strict(document.toJS()),
      });
    }
    await shop.allow(ns, 'shop', 'databases', {
      group,
      resources: ['clusters'],
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

  const applyAs = (
    manager: string,
    name: string,
    spec: object = values,
    force = false,
  ) =>
    shop.server.ask({
      method: 'PATCH',
      path: `/apis/${group}/v1/namespaces/${ns}/clusters/${name}`,
      query: { fieldManager: manager, force },
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: {
        apiVersion: `${group}/v1`,
        kind: 'Cluster',
        metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'Helm' } },
        spec,
      },
    });
  const ownersIn = async (name: string) => {
    const { metadata } = await objectOf(name);
    return metadata.managedFields.flatMap(({ manager, fieldsV1 }) =>
      Object.keys(fieldsV1['f:spec'] ?? {}).map(
        field => `${manager} ${field.slice('f:'.length)}`,
      ),
    );
  };

  it('owns only what it changed of what others made', async () => {
    const client = as('lin');
    await applyAs('helm', 'shared');
    const change = {
      ...ref('shared'),
      // The whole form is sent, as a client may that knows no better.
      values: { ...values, description: 'mine' },
      changes: true,
    };
    const { precondition, conflicts } = await client.preview(change);
    expect(conflicts).toEqual([]);
    await client.order({ ...change, precondition });
    expect((await ownersIn('shared')).sort()).toEqual([
      'helm instances',
      'helm storage',
      'pilothouse description',
    ]);
  });

  it('empties what it set itself', async () => {
    const client = as('lin');
    await client.order({ ...ref('emptied'), values, extra: 'description: x' });
    const change = {
      ...ref('emptied'),
      values: { description: null },
      changes: true,
    };
    const { precondition, diffs, conflicts } = await client.preview(change);
    expect(conflicts).toEqual([]);
    expect(diffs[0]?.before).toContain('description: x');
    expect(diffs[0]?.after).not.toContain('description');
    await client.order({ ...change, precondition });
    const { spec } = await objectOf('emptied');
    expect(spec).toMatchObject(values);
    expect(spec).not.toHaveProperty('description');
  });

  it('empties what others want only when one takes it over, and says whose it is', async () => {
    const client = as('lin');
    await applyAs('helm', 'theirs', { ...values, description: 'of helm' });
    const change = {
      ...ref('theirs'),
      values: { instances: 2, description: null },
      changes: true,
    };
    const { precondition, conflicts, diffs } = await client.preview(change);
    expect(conflicts).toEqual([
      { field: '.spec.instances', manager: 'helm' },
      { field: '.spec.description', manager: 'helm' },
    ]);
    expect(diffs[0]?.after).not.toContain('of helm');
    await expect(
      client.order({ ...change, precondition }),
    ).rejects.toMatchObject({ message: expect.stringContaining('(helm)') });
    expect((await objectOf('theirs')).spec).toMatchObject({ instances: 1 });
    await client.order({ ...change, precondition, takeOver: true });
    const { spec } = await objectOf('theirs');
    expect(spec).toMatchObject({ ...values, instances: 2 });
    expect(spec).not.toHaveProperty('description');
  });

  it('tells before anything is sent that somebody else changed it meanwhile', async () => {
    const client = as('lin');
    await client.order({ ...ref('both'), values });
    const begun = await client.values(ref('both'));
    await applyAs('kubectl', 'both', { ...values, instances: 3 }, true);
    const change = { ...ref('both'), values: { instances: 2 }, changes: true };
    await expect(
      client.preview({ ...change, precondition: begun.precondition }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('has changed since you looked'),
    });
  });

  it.each([
    ['argocd-controller', 'argo-cd'],
    ['kustomize-controller', 'flux'],
  ])(
    'says that what %s applied is kept as git says',
    async (manager, keptBy) => {
      const name = `kept-by-${keptBy}`;
      await applyAs(manager, name);
      const change = { ...ref(name), values: { instances: 2 }, changes: true };
      await expect(as('lin').preview(change)).resolves.toMatchObject({
        keptBy,
      });
    },
  );

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

  it('goes on saying that the portal manages what was ordered, and of which application it is', async () => {
    const client = as('lin');
    await client.order({ ...ref('labelled'), values, partOf: 'tea-shop' });
    const change = {
      ...ref('labelled'),
      values: { instances: 2 },
      changes: true,
    };
    const { precondition } = await client.preview(change);
    await client.order({ ...change, precondition });
    expect(await objectOf('labelled')).toMatchObject({
      metadata: {
        labels: {
          'app.kubernetes.io/managed-by': 'pilothouse',
          'app.kubernetes.io/part-of': 'tea-shop',
        },
      },
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

  it('is reached in a namespace that is closed, by a policy that goes with it', async () => {
    const networking = 'networking.k8s.io';
    const policies = `/apis/${networking}/v1/namespaces/${ns}/networkpolicies`;
    await shop.server.ask({
      method: 'POST',
      path: policies,
      body: {
        metadata: { name: 'default-deny' },
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      },
    });
    const order = { ...ref('closed'), values };
    // Whoever may make no policy is not given what nobody reaches.
    for (const asked of [as('lin').preview(order), as('lin').order(order)]) {
      await expect(asked).rejects.toMatchObject({ name: 'NotAllowedError' });
    }
    await expect(objectOf('closed')).rejects.toThrow('404');
    await shop.allow(ns, 'shop', 'policies', {
      group: networking,
      resources: ['networkpolicies'],
    });
    const diffs = await until(
      () =>
        as('lin')
          .preview(order)
          .then(
            shown => shown.diffs,
            () => [],
          ),
      shown => shown.length === 2,
      patienceMs,
    );
    expect(diffs[1]?.ref).toMatchObject({
      kind: 'NetworkPolicy',
      name: 'postgresql-closed',
    });
    await as('lin').order(order);
    const { uid } = (await objectOf('closed')).metadata;
    expect(
      await shop.server.ask({ path: `${policies}/postgresql-closed` }),
    ).toMatchObject({
      metadata: { ownerReferences: [{ kind: 'Cluster', uid }] },
      spec: { podSelector: { matchLabels: { 'cnpg.io/cluster': 'closed' } } },
    });
    await shop.server.ask({
      method: 'DELETE',
      path: `${policies}/default-deny`,
    });
    expect(
      (await as('lin').preview({ ...ref('open'), values })).diffs,
    ).toHaveLength(1);
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
      client.delete({
        ref: ref('gone'),
        uid: 'another',
        seen: plan?.seen ?? '',
      }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    await client.delete({
      ref: ref('gone'),
      uid: plan?.uid ?? '',
      seen: plan?.seen ?? '',
    });
    await expect(objectOf('gone')).rejects.toThrow('404');
  });

  const planOf = (name: string) =>
    until(
      () =>
        as('lin')
          .deletion(ref(name))
          .catch(() => undefined),
      found => found !== undefined,
      patienceMs,
    ).then(found => found!);
  it('deletes only what was looked at: what is lost must be the same', async () => {
    const client = as('lin');
    await client.order({ ...ref('watched'), values });
    const { uid, seen, graceMs, when } = await planOf('watched');
    expect({ graceMs, when }).toEqual({
      graceMs: graceSeconds * 1000,
      when: 'now',
    });
    await shop.server.ask({
      method: 'POST',
      path: `/api/v1/namespaces/${ns}/persistentvolumeclaims`,
      body: {
        metadata: {
          name: 'watched-1',
          ownerReferences: [
            {
              apiVersion: `${group}/v1`,
              kind: 'Cluster',
              name: 'watched',
              uid,
            },
          ],
        },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
        },
      },
    });
    const grown = await until(
      () => planOf('watched'),
      ({ goes }) => goes.length > 0,
      patienceMs,
    );
    expect(grown.goes).toMatchObject([
      { name: 'watched-1', data: true, volume: 'not-known' },
    ]);
    await expect(
      client.delete({ ref: ref('watched'), uid, seen }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('look again'),
    });
    const { seen: now } = grown;
    await client.delete({ ref: ref('watched'), uid, seen: now });
    await expect(objectOf('watched')).rejects.toThrow('404');
  });

  const later = async (name: string) => {
    const client = as('lin');
    await client.order({ ...ref(name), values });
    const { uid, seen } = await planOf(name);
    const { at } = await client.delete({
      ...{ ref: ref(name), uid, seen },
      when: 'later',
    });
    return { uid, at: at ?? '' };
  };
  /** Carries out what is due, again and again, until something is so. */
  const carriedOut = (isSo: () => Promise<boolean>) =>
    until(
      async () => {
        await portalOf('lin').carryOut();
        return isSo();
      },
      Boolean,
      patienceMs,
    );
  const isGone = (name: string) => async () =>
    objectOf(name).then(
      () => false,
      error => /404/.test(String(error)),
    );
  const annotate = (name: string, annotations: object) =>
    shop.server.ask({
      method: 'PATCH',
      path: `/apis/${group}/v1/namespaces/${ns}/clusters/${name}`,
      headers: { 'content-type': 'application/merge-patch+json' },
      body: { metadata: { annotations } },
    });

  it('deletes once the grace time has passed, as the person who asked', async () => {
    const { at } = await later('due');
    await portalOf('lin').carryOut();
    const { instance } = await until(
      () => as('lin').instance(ref('due')),
      told => told.instance?.deletion !== undefined,
      patienceMs,
    );
    expect(instance?.deletion).toMatchObject({
      at,
      by: 'user:default/lin.wei',
    });
    expect(await as('lin').abilities(ref('due'))).toMatchObject({
      deletion: { kind: 'waiting' },
      undo: { allowed: true },
    });
    await carriedOut(isGone('due'));
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(at));
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        meta: expect.objectContaining({
          queryType: 'delete',
          ref: ref('due'),
          by: 'user:default/lin.wei',
        }),
      }),
    );
  });

  it('deletes nothing that was undone, here or with kubectl', async () => {
    const here = await later('undone');
    await later('undone-below');
    await as('lin').undoDeletion({ ref: ref('undone'), uid: here.uid });
    await annotate('undone-below', { [deletionAnnotations.order]: null });
    await later('bystander');
    await carriedOut(isGone('bystander'));
    expect((await objectOf('undone')).metadata).not.toHaveProperty(
      'annotations',
    );
    await expect(objectOf('undone-below')).resolves.toBeDefined();
  });

  it('deletes nothing that only says so of itself', async () => {
    await as('lin').order({ ...ref('forged'), values });
    await annotate('forged', {
      [deletionAnnotations.at]: '2020-01-01T00:00:00.000Z',
      [deletionAnnotations.by]: 'user:default/lin.wei',
      [deletionAnnotations.order]: 'made-up',
    });
    await until(
      () => as('lin').abilities(ref('forged')),
      ({ deletion }) => deletion?.kind === 'unheard',
      patienceMs,
    );
    await later('bystander-2');
    await carriedOut(isGone('bystander-2'));
    await expect(objectOf('forged')).resolves.toBeDefined();
  });

  it('deletes nothing in the name of whom the cluster lets no longer', async () => {
    await later('kept-on');
    const right = `${rbac}/namespaces/${ns}/rolebindings/databases`;
    const binding = await shop.server.ask<object>({ path: right });
    await shop.server.ask({ method: 'DELETE', path: right });
    await carriedOut(async () => {
      const { uid } = (await objectOf('kept-on')).metadata;
      const order = await stores.deletionOrders.due(
        new Date(Date.now() + 60_000),
      );
      return order.every(each => each.uid !== uid);
    });
    await expect(objectOf('kept-on')).resolves.toBeDefined();
    await shop.server.ask({
      method: 'POST',
      path: `${rbac}/namespaces/${ns}/rolebindings`,
      body: { ...binding, metadata: { name: 'databases' } },
    });
    const { deletion } = await until(
      () =>
        as('lin')
          .abilities(ref('kept-on'))
          .catch(() => undefined),
      found => found?.deletion?.kind === 'refused',
      patienceMs,
    ).then(found => found!);
    expect(deletion).toMatchObject({
      kind: 'refused',
      said: expect.stringContaining('does not allow it'),
    });
  });

  it('lets nobody ask for it later who may not do it now', async () => {
    await as('lin').order({ ...ref('theirs-now'), values });
    const { uid, seen } = await planOf('theirs-now');
    await expect(
      as('writer').delete({
        ...{ ref: ref('theirs-now'), uid, seen },
        when: 'later',
      }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
  });

  it('shows all of spec to those who may read it, and nobody what is sensitive', async () => {
    const client = as('lin');
    await client.order({
      ...ref('hidden'),
      values,
      extra: 'description: told\nimagePullPolicy: Always',
    });
    const { instance } = await until(
      () => as('guest').instance(ref('hidden')),
      told => told.instance !== undefined,
      patienceMs,
    );
    expect(instance?.wanted).toBe('instances: 1\nstorage:\n  size: 1Gi\n');
    await expect(as('guest').values(ref('hidden'))).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    const { yaml } = await client.values(ref('hidden'));
    expect(yaml).toContain('description: told');
    expect(yaml).not.toContain('Always');
    const change = {
      ...ref('hidden'),
      values: { instances: 2 },
      changes: true,
    };
    expect(JSON.stringify(await client.preview(change))).not.toContain(
      'Always',
    );
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
