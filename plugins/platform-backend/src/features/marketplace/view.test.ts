import type { KindState } from '@pilothouse/plugin-platform-node';
import { InMemoryCustom } from '@pilothouse/plugin-platform-node/testing';
import { visibleKube } from '../../kube/access';
import { everything, scopeOfNamespaces } from '../../kube/access/scope-of';
import { visibleCustom } from '../../kube/custom';
import { deletionPlan, seenOf } from './deletion';
import { marketplaceInstance } from './instance';
import { marketplace } from './list';
import {
  clusters,
  definitions,
  definitionWith,
  instance,
  postgresql,
  twoTeams,
} from './__testUtils__/scene';

const shopOnly = scopeOfNamespaces(new Map([['east', ['shop-dev']]]));
const nothing = scopeOfNamespaces(new Map());

function seen(scope = shopOnly, scene = twoTeams()) {
  return {
    kube: visibleKube(scene.kube, scope),
    custom: () => visibleCustom(scene.custom, scope),
    items: [postgresql],
    kinds: [],
  };
}

const orders = {
  item: 'postgresql',
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'orders',
};

describe('the marketplace', () => {
  it('has nothing of another team', () => {
    const told = marketplace({}, seen());
    expect(Object.keys(told.instances)).toEqual([
      'postgresql/east/shop-dev/orders',
    ]);
    expect(JSON.stringify(told)).not.toContain('payments');
  });

  it('has all for those who see all', () => {
    const told = marketplace({}, seen(everything));
    expect(Object.keys(told.instances)).toHaveLength(2);
  });

  it('offers nothing to whom has no namespace', () => {
    const told = marketplace({}, seen(nothing));
    expect(told).toEqual({
      clusters: [],
      pending: [],
      items: {},
      instances: {},
    });
  });

  it('tells how an instance is, and whose', () => {
    const { instances } = marketplace({}, seen());
    expect(instances['postgresql/east/shop-dev/orders']).toMatchObject({
      ref: orders,
      tenant: 'shop',
      environment: 'dev',
      status: 'healthy',
    });
  });

  const live: KindState = { kind: 'live' };
  /** What nobody has installed is told as well, so that one learns how to get it. */
  const nothingAt = { postgresql: { offers: [] } };
  it.each<[string, InMemoryCustom, object]>([
    [
      'is not installed',
      new InMemoryCustom('east').put(definitions, []),
      { items: nothingAt, pending: [] },
    ],
    [
      'is served in the second version',
      new InMemoryCustom('east')
        .put(definitions, [definitionWith('v1beta1', 'v9')])
        .put(clusters, []),
      {
        items: {
          postgresql: { offers: [{ cluster: 'east', version: 'v1beta1' }] },
        },
      },
    ],
    [
      'is served in versions that are not known',
      new InMemoryCustom('east').put(definitions, [definitionWith('v9')]),
      { items: { postgresql: { offers: [{ cluster: 'east' }] } } },
    ],
    [
      'is being removed',
      new InMemoryCustom('east').put(definitions, [
        {
          ...definitionWith('v1'),
          metadata: {
            name: clusters,
            deletionTimestamp: '2031-04-01T08:00:00Z',
          },
        },
      ]),
      { items: nothingAt },
    ],
    [
      'is looked for the first time',
      new InMemoryCustom('east'),
      { items: nothingAt, pending: ['east'] },
    ],
    [
      'has instances that are read the first time',
      new InMemoryCustom('east').put(definitions, [definitionWith('v1')]),
      { pending: ['east'], instances: {} },
    ],
    [
      'has instances that the portal may not list',
      new InMemoryCustom('east')
        .put(definitions, [definitionWith('v1')])
        .put(clusters, [], { kind: 'forbidden', because: 'rbac' }),
      {
        pending: [],
        clusters: [
          {
            name: 'east',
            unreadable: [{ kind: 'Cluster', because: 'forbidden' }],
          },
        ],
      },
    ],
    [
      'has instances that are known from before',
      new InMemoryCustom('east')
        .put(definitions, [definitionWith('v1')], live)
        .put(clusters, [instance('shop-dev', 'orders')], {
          kind: 'stale',
          since: '2031-04-01T08:00:00.000Z',
          because: 'no answer',
        }),
      {
        clusters: [{ knowledge: { kind: 'stale', reason: 'in-part' } }],
      },
    ],
  ])('tells that an item %s', (_, custom, expected) => {
    const told = marketplace({}, seen(shopOnly, { ...twoTeams(), custom }));
    expect(told).toMatchObject(expected);
  });
});

describe('an instance', () => {
  it('is told with where it is reached and what it consists of', () => {
    const scene = twoTeams();
    const labels = { 'cnpg.io/cluster': 'orders' };
    const namespace = 'shop-dev';
    scene.east.put('services', { metadata: { namespace, name: 'orders-rw' } });
    scene.east.put('secrets', { metadata: { namespace, name: 'another' } });
    for (const [where, name] of [
      ['shop-dev', 'orders-1'],
      ['payments-dev', 'orders-9'],
    ]) {
      scene.east.put('pods', {
        metadata: { namespace: where, name, labels, uid: `pod-${where}` },
        status: {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: 'True' }],
        },
      });
    }
    scene.east.put('events', {
      metadata: { namespace, name: 'e' },
      involvedObject: {
        kind: 'Pod',
        name: 'orders-1',
        namespace,
        uid: 'pod-shop-dev',
      },
      reason: 'Started',
      lastTimestamp: '2031-04-01T08:00:00Z',
    });
    const { instance: told, pending } = marketplaceInstance(
      orders,
      seen(shopOnly, scene),
    );
    expect(pending).toBe(false);
    expect(told).toMatchObject({
      apiVersion: 'postgresql.cnpg.io/v1',
      endpoints: [{ host: 'orders-rw.shop-dev.svc', port: 5432, exists: true }],
      credentials: [{ secret: 'orders-app', keys: ['username', 'password'] }],
      pods: [{ name: 'orders-1', ready: true }],
      events: [{ reason: 'Started', at: '2031-04-01T08:00:00.000Z' }],
    });
    // Who may not list Secrets is not told whether one is there.
    expect(told?.credentials[0]).not.toHaveProperty('exists');
  });

  it.each([
    ['of another team', { ...orders, namespace: 'payments-dev' }],
    ['that there is not', { ...orders, name: 'x' }],
  ])('%s is not there', (_, ref) => {
    expect(marketplaceInstance(ref, seen())).not.toHaveProperty('instance');
    expect(() => deletionPlan(ref, seen())).toThrow(
      expect.objectContaining({ name: 'NotFoundError' }),
    );
  });

  it.each([
    ['an item', { ...orders, item: 'x' }],
    ['a cluster', { ...orders, cluster: 'west' }],
  ])('of %s that there is not cannot be had', (_, ref) => {
    expect(() => marketplaceInstance(ref, seen())).toThrow(
      expect.objectContaining({ name: 'NotFoundError' }),
    );
  });
});

describe('the plan of a deletion', () => {
  const namespace = 'shop-dev';
  const labels = { 'cnpg.io/cluster': 'orders' };
  const ownedBy = (uid: string) => [
    { apiVersion: 'v1', kind: 'X', name: 'x', uid },
  ];

  it('lists what goes by its owners and what stays, of this team alone', () => {
    const scene = twoTeams();
    const { east } = scene;
    east.put('pods', {
      metadata: {
        namespace,
        name: 'orders-1',
        labels,
        uid: 'p',
        ownerReferences: ownedBy('uid-shop-dev-orders'),
      },
    });
    east.put('persistentvolumeclaims', {
      metadata: {
        namespace,
        name: 'data',
        uid: 'd',
        ownerReferences: ownedBy('p'),
      },
      status: { capacity: { storage: '1Gi' } },
    });
    east.put('persistentvolumeclaims', {
      metadata: { namespace, name: 'kept', labels, uid: 'k' },
    });
    east.put('persistentvolumeclaims', {
      metadata: { namespace: 'payments-dev', name: 'theirs', labels, uid: 't' },
    });
    const plan = deletionPlan(orders, seen(shopOnly, scene));
    expect(plan).toMatchObject({
      uid: 'uid-shop-dev-orders',
      goes: [
        { kind: 'Pod', name: 'orders-1', data: false },
        {
          kind: 'PersistentVolumeClaim',
          name: 'data',
          data: true,
          size: '1Gi',
        },
      ],
      stays: [{ kind: 'PersistentVolumeClaim', name: 'kept', data: true }],
    });
    // Secrets may not be listed, so there may be more of them.
    expect(plan.unknown).toEqual(['Secret']);
  });

  it('lists volumes that the operator removes though nobody owns them', () => {
    const scene = twoTeams();
    scene.east.put('persistentvolumeclaims', {
      metadata: { namespace, name: 'data', labels, uid: 'k' },
    });
    const removing = { ...postgresql, removesVolumesOf: () => true };
    const plan = deletionPlan(orders, {
      ...seen(shopOnly, scene),
      items: [removing],
    });
    expect(plan.goes).toMatchObject([{ name: 'data', data: true }]);
    expect(plan.stays).toEqual([]);
  });

  it('lists Secrets that the operator removes, and is another plan with them', () => {
    const scene = twoTeams();
    const secret = (name: string) =>
      scene.east.put('secrets', {
        metadata: { namespace, name, labels, uid: name },
      });
    secret('orders-ca');
    const removing = {
      ...postgresql,
      removesSecretOf: (_: object, name: string) => name === 'orders-secrets',
    };
    const planned = () => {
      const whole = seen(everything, scene);
      return deletionPlan(orders, { ...whole, items: [removing] });
    };
    const before = planned();
    secret('orders-secrets');
    const plan = planned();
    expect(plan.goes).toMatchObject([
      { kind: 'Secret', name: 'orders-secrets' },
    ]);
    expect(plan.stays).toMatchObject([{ kind: 'Secret', name: 'orders-ca' }]);
    const [one, other] = [before, plan].map(each =>
      seenOf({ ...each, bound: [] }),
    );
    expect(one).not.toBe(other);
  });
});
