import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createRouterClient } from '@orpc/server';
import { marketplacePublishPermission } from '@pilothouse/plugin-platform-common';
import { operatorDefinitions as definitions } from '@pilothouse/plugin-platform-backend-module-operators';
import type { RequestContext } from '../../../http/contract-router';
import { askCluster, type ClusterAccess } from '../../../kube/access';
import { everything, scopeOfNamespaces } from '../../../kube/access/scope-of';
import { until } from '../../../kube/testing/until';
import { Shop } from '../../../kube/write/__testUtils__/Shop';
import { Given } from '../../../live';
import { postgresql } from '../__testUtils__/scene';
import { createMarketplace } from '../create';
import { DeletionOrders } from '../grace/DeletionOrders';
import { Reservations } from '../terms/Reservations';
import { PublishedDefinitions } from './PublishedDefinitions';
import { noErrands } from '../__testUtils__/noErrands';

jest.setTimeout(240_000);

const patienceMs = 60_000;
const group = 'tea.example.com';
const plural = 'teapots';
const installed = { group, plural, cluster: 'test' };
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const teapots = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { plural, singular: 'teapot', kind: 'TeaPot', listKind: 'TeaPots' },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        subresources: { status: {} },
        additionalPrinterColumns: [
          {
            name: 'Warm',
            type: 'string',
            jsonPath: '.status.conditions[?(@.type=="Available")].status',
          },
        ],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            description: 'TeaPot keeps tea warm.',
            properties: {
              spec: {
                type: 'object',
                required: ['replicas'],
                properties: {
                  replicas: { type: 'integer', minimum: 1, maximum: 5 },
                  blend: { type: 'string' },
                  storage: {
                    type: 'object',
                    properties: { size: { type: 'string' } },
                  },
                  advanced: {
                    type: 'object',
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                },
              },
              status: {
                type: 'object',
                properties: {
                  conditions: {
                    type: 'array',
                    items: {
                      type: 'object',
                      'x-kubernetes-preserve-unknown-fields': true,
                    },
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
};

const person = (name: string, team: string, seesAll = false) => ({
  userEntityRef: `user:default/${name}`,
  groups: [`group:default/${team}`],
  kubernetes: { user: name, groups: [team] },
  tenants: [team],
  seesAll,
});
const people = {
  sofia: person('sofia.rossi', 'platform-engineers', true),
  lin: person('lin.wei', 'shop'),
  anna: person('anna.kowalska', 'payments'),
};

describe('publishing, on a real API server', () => {
  let shop: Shop;
  let deletionOrders: DeletionOrders;
  let reservations: Reservations;
  let published: PublishedDefinitions;
  let onAnotherReplica: PublishedDefinitions;
  const ended = new AbortController();
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({
      success: async () => undefined,
      fail: async () => undefined,
    })),
  });

  const as = (name: keyof typeof people, store = published) => {
    const { seesAll, ...viewer } = people[name];
    const [team] = viewer.tenants;
    const access = {
      resolveViewer: async () => people[name],
      scopeOf: async () =>
        seesAll
          ? everything
          : scopeOfNamespaces(new Map([['test', [`${team}-dev`]]])),
      subscribe: () => () => undefined,
      reviews: {
        ask: (question: Parameters<typeof askCluster>[1]) =>
          askCluster(shop.kube, question),
      },
    } as unknown as ClusterAccess;
    const { procedures } = createMarketplace({
      access,
      allows: async (_, { name: permission }) =>
        seesAll || permission !== marketplacePublishPermission.name,
      auditor,
      catalogOf: async () => ({
        key: 'nothing',
        knowledge: () => ({ kind: 'current' }),
        entities: () => [],
        entity: () => undefined,
        subscribe: () => () => undefined,
      }),
      config: mockServices.rootConfig(),
      bindingErrands: noErrands,
      deletionOrders,
      reservations,
      given: new Given(),
      httpAuth: mockServices.httpAuth({
        defaultCredentials: mockCredentials.user(viewer.userEntityRef),
      }),
      kube: shop.kube,
      logger: mockServices.logger.mock(),
      middleware: [{ name: 'test', items: () => [postgresql], definitions }],
      permissions: mockServices.permissions.mock({
        authorize: async asked =>
          asked.map(({ permission }) => ({
            result:
              seesAll || permission.name !== marketplacePublishPermission.name
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          })),
      }),
      published: store,
      scheduler: mockServices.scheduler.mock({
        scheduleTask: async () => undefined,
      }),
    });
    return createRouterClient(procedures, {
      context: {
        request: { headers: {} },
        signal: ended.signal,
      } as unknown as RequestContext,
    });
  };
  const order = (team: string, name: string) => ({
    item: 'tea-pot',
    cluster: 'test',
    namespace: `${team}-dev`,
    name,
    values: { replicas: 1, storage: { size: '1Gi' } },
  });
  const draft = async () => {
    const drafted = await as('sofia').drafts.draft(installed);
    if (drafted.kind !== 'draft') throw new Error(drafted.because);
    return drafted.text;
  };

  const objectOf = (team: string, name: string) =>
    shop.server.ask<{ spec: Record<string, unknown> }>({
      path: `/apis/${group}/v1alpha1/namespaces/${team}-dev/${plural}/${name}`,
    });
  const preconditionOf = async (team: string, name: string) => {
    const { precondition } = await as('lin').preview({
      ...order(team, name),
      changes: true,
      values: { replicas: 2 },
    });
    return precondition;
  };

  beforeAll(async () => {
    shop = await Shop.open();
    const database = await databases.init('SQLITE_3');
    const logger = mockServices.logger.mock();
    const open = () =>
      PublishedDefinitions.open({ database, definitions, logger });
    published = await open();
    deletionOrders = await DeletionOrders.open(database);
    reservations = await Reservations.open(database);
    onAnotherReplica = await open();
    await shop.server.ask({
      method: 'POST',
      path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      body: teapots,
    });
    const rules = [{ apiGroups: [group], resources: ['*'], verbs: ['*'] }];
    await shop.server.ask({
      method: 'POST',
      path: `${rbac}/clusterroles`,
      body: { metadata: { name: 'teapots' }, rules },
    });
    await shop.server.ask({
      method: 'POST',
      path: `${rbac}/clusterrolebindings`,
      body: {
        metadata: { name: 'teapots' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'teapots',
        },
        subjects: [
          ...['shop', 'payments'].map(name => ({
            apiGroup: 'rbac.authorization.k8s.io',
            kind: 'Group',
            name,
          })),
          { kind: 'ServiceAccount', name: 'portal', namespace: 'pilothouse' },
        ],
      },
    });
    await until(
      () =>
        as('sofia')
          .drafts.draft(installed)
          .catch(() => undefined),
      drafted => drafted !== undefined,
      3 * patienceMs,
    );
  }, 4 * patienceMs);
  afterAll(async () => {
    ended.abort();
    await shop?.close();
  });

  it('drafts an item of a kind that nobody knows, with nothing wrong in it', async () => {
    const text = await draft();
    const { faults, meaning } = await as('sofia').drafts.check({
      text,
      cluster: 'test',
    });
    expect(faults).toEqual([]);
    expect(meaning).toMatchObject({
      form: {
        item: { name: 'tea-pot', title: 'Tea Pot' },
        schema: {
          properties: { replicas: { type: 'integer', maximum: 5 } },
        },
      },
      others: ['advanced'],
      living: [],
      rights: { portalMayWatch: true },
    });
    expect(text).toContain('condition: Available');
  });

  it('tells the line of a path that the cluster does not have', async () => {
    const text = (await draft()).replace('path: blend', 'path: blended');
    const line = text.split('\n').findIndex(each => /blended/.test(each)) + 1;
    const { faults } = await as('sofia').drafts.check({
      text,
      cluster: 'test',
    });
    expect(faults).toEqual([
      {
        line,
        field: expect.stringMatching(/^fields\.\d\.path$/),
        message:
          'spec.blended is not in the schema of teapots.tea.example.com v1alpha1 in the cluster test',
      },
    ]);
    await expect(
      as('sofia').drafts.publish({ text, cluster: 'test' }),
    ).rejects.toThrow(`line ${line}: fields.`);
  });

  it('tells what its terms mean, and the line of what they cannot be', async () => {
    const terms = `terms:
  - price: { currency: EUR, month: 3 }
  - environments: [dev]
    bounds: [{ field: replicas, most: 2 }]
    instances: 1
`;
    const drafted = (await draft()).replace(/\n# terms:[^]*$/, '\n');
    const check = (text: string) =>
      as('sofia').drafts.check({ text, cluster: 'test' });
    const { faults, meaning } = await check(`${drafted}\n${terms}`);
    expect(faults).toEqual([]);
    expect(meaning?.form.costs?.[0]).toMatchObject({
      plan: 'small',
      cost: { currency: 'EUR', month: 3 },
    });
    expect(meaning?.configured).toEqual([]);

    const wrong = `${drafted}\n${terms.replace('replicas', 'pots')}`;
    const line =
      wrong.split('\n').findIndex(each => /field: pots/.test(each)) + 1;
    expect((await check(wrong)).faults).toMatchObject([
      { line, field: 'terms.1.bounds.0.field' },
    ]);

    const { exceeded, cost } = await as('sofia').drafts.try({
      text: `${drafted}\n${terms.replace(
        '  - environments: [dev]\n',
        '  - plans: [small]\n',
      )}`,
      order: {
        ...order('shop', 'earl'),
        plan: 'small',
        values: { replicas: 3 },
      },
    });
    expect(cost?.after?.month).toBe(3);
    expect(exceeded).toMatchObject([{ kind: 'field', is: '3' }]);
  });

  it('lets nobody but platform engineers draft and publish', async () => {
    const text = await draft();
    const { drafts } = as('lin');
    const definition = { text, cluster: 'test' };
    expect(await drafts.ability()).toMatchObject({
      publish: { allowed: false },
    });
    for (const tried of [
      drafts.draft(installed),
      drafts.check(definition),
      drafts.try({ text, order: order('shop', 'earl') }),
      drafts.published({ name: 'tea-pot' }),
      drafts.publish(definition),
      drafts.withdraw({ name: 'tea-pot', revision: 1 }),
    ]) {
      await expect(tried).rejects.toMatchObject({ name: 'NotAllowedError' });
    }
    expect(published.list()).toEqual([]);
  });

  it('tries an order without making anything', async () => {
    const tried = await as('sofia').drafts.try({
      text: await draft(),
      order: order('shop', 'earl'),
    });
    expect(tried.diffs[0]?.after).toContain('kind: TeaPot');
    await expect(objectOf('shop', 'earl')).rejects.toThrow('404');
  });

  it('is ordered by those to whom it is offered, on each replica at once, until it is withdrawn', async () => {
    const before = await as('lin').list();
    expect(before.items).not.toHaveProperty('tea-pot');

    const { name, revision } = await as('sofia').drafts.publish({
      text: `${await draft()}\nterms: [{ bounds: [{ field: replicas, most: 2 }] }]\n`,
      cluster: 'test',
      tenants: ['shop'],
    });
    const form = await as('lin', onAnotherReplica).form({ item: name });
    expect(form.places).toMatchObject([
      { namespace: 'shop-dev', ability: { allowed: true } },
    ]);
    await expect(
      as('lin', onAnotherReplica).order({
        ...order('shop', 'earl'),
        values: { replicas: 3 },
      }),
    ).rejects.toThrow('spec.replicas must be at most 2 here, not 3.');
    await as('lin', onAnotherReplica).order({
      ...order('shop', 'earl'),
      extra: 'advanced: { deep: { er: 1 } }',
    });
    expect(await objectOf('shop', 'earl')).toMatchObject({
      spec: { replicas: 1, advanced: { deep: { er: 1 } } },
    });

    await expect(as('anna').form({ item: name })).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(
      as('anna').order(order('payments', 'grey')),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(
      as('sofia').preview(order('payments', 'grey')),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });

    await as('sofia', onAnotherReplica).drafts.withdraw({ name, revision });
    await expect(as('lin').order(order('shop', 'late'))).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    const after = await until(
      () => as('lin').list(),
      ({ instances }) => Object.keys(instances).length > 0,
      patienceMs,
    );
    expect(after.items[name]).toMatchObject({ withdrawn: true, offers: [] });
    expect(Object.values(after.instances)).toMatchObject([
      { ref: { name: 'earl' }, saying: { kind: 'not-begun' } },
    ]);
    await as('lin').order({
      ...order('shop', 'earl'),
      changes: true,
      values: { replicas: 2 },
      precondition: await preconditionOf('shop', 'earl'),
    });
    expect(await objectOf('shop', 'earl')).toMatchObject({
      spec: { replicas: 2 },
    });
    for (const action of ['publish', 'withdraw']) {
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({
          eventId: 'middleware-change',
          meta: expect.objectContaining({ queryType: action, name }),
        }),
      );
    }
  });
});
