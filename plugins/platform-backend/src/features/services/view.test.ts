import type { Entity } from '@backstage/catalog-model';
import { servicesSchema } from '@pilothouse/plugin-platform-common';
import { InMemoryCatalog } from '../../kube/access/__testUtils__/catalog';
import {
  clusterWith,
  fixture,
  type Objects,
} from '../deployments/__testUtils__/scene';
import { services } from './view';

const lab: Objects = {
  namespaces: [
    {
      metadata: {
        name: 'lab',
        labels: {
          'pilothouse.dev/tenant': 'shop',
          'pilothouse.dev/environment': 'dev',
        },
      },
    },
  ],
};

function entity(kind: string, name: string, selector?: string): Entity {
  const annotations = selector && {
    'backstage.io/kubernetes-label-selector': selector,
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      ...(annotations && { annotations }),
    },
    spec: { type: 'service' },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/shop' },
      { type: 'partOf', targetRef: 'component:default/all' },
      { type: 'partOf', targetRef: 'system:default/shop' },
    ],
  };
}

const half = entity('Component', 'half', 'app=half');

function look(entities: readonly Entity[], ...objects: Objects[]) {
  const { kube, cluster } = clusterWith(...objects);
  const catalog = new InMemoryCatalog(entities);
  const see = (seesAll?: boolean) => services({}, { kube, catalog, seesAll });
  return { cluster, see };
}

describe('services', () => {
  it('are rows of components with what runs of them', () => {
    const { see } = look(
      [half, entity('System', 'shop')],
      lab,
      fixture('half-rolled-out'),
    );
    const answer = see();
    expect(servicesSchema.parse(answer)).toEqual(answer);
    expect(answer.services).toMatchObject({
      'component:default/half': {
        entityRef: 'component:default/half',
        owner: 'group:default/shop',
        application: 'system:default/shop',
        status: 'failed',
        since: '2026-11-22T03:19:05Z',
        placements: {
          'east/lab/Deployment/half': {
            environment: 'dev',
            tenant: 'shop',
            version: '1.0.0',
            replicas: { desired: 3, ready: 0, earlier: 3 },
            cause: { facts: { kind: 'unschedulable' } },
            changedAt: expect.any(String),
          },
        },
      },
    });
    expect(Object.keys(answer.applications)).toEqual(['system:default/shop']);
  });

  it.each([
    ['goes on', [4, 1], { desired: 3, ready: 3, updated: 1 }],
    ['is complete', [3, 3], { desired: 3, ready: 3 }],
  ] as const)(
    'tell how many replicas are new while a rollout goes on: it %s',
    (_, [replicas, updatedReplicas], expected) => {
      const name = 'half';
      const { see } = look([half], lab, {
        deployments: [
          {
            metadata: { name, namespace: 'lab', labels: { app: name } },
            spec: {
              replicas: 3,
              selector: { matchLabels: { app: name } },
              template: {},
            },
            status: {
              replicas,
              updatedReplicas,
              readyReplicas: 3,
              availableReplicas: 3,
            },
          },
        ],
      });
      expect(
        see().services['component:default/half'].placements[
          'east/lab/Deployment/half'
        ].replicas,
      ).toEqual(expected);
    },
  );

  it.each([
    ['its last revision', undefined, '2020-01-01T00:00:00Z'],
    ['a roll-back to it', '2026-01-05T00:00:00Z', '2026-01-05T00:00:00Z'],
  ])('tell of a placement when it was changed: %s', (_, time, expected) => {
    const name = 'half';
    const meta = { name, namespace: 'lab', uid: 'half', labels: { app: name } };
    const fieldsV1 = { 'f:spec': { 'f:template': {} } };
    const { see } = look([half], lab, {
      deployments: [
        {
          metadata: {
            ...meta,
            ...(time && {
              managedFields: [{ manager: 'kubectl', time, fieldsV1 }],
            }),
          },
        },
      ],
      replicasets: [
        {
          metadata: {
            name: 'half-1',
            namespace: 'lab',
            creationTimestamp: '2020-01-01T00:00:00Z',
            ...(time && {
              annotations: {
                'deployment.kubernetes.io/revision-history': '1',
              },
            }),
            ownerReferences: [
              {
                apiVersion: 'apps/v1',
                kind: 'Deployment',
                name,
                uid: 'half',
                controller: true,
              },
            ],
          },
        },
      ],
    });
    expect(see().services['component:default/half'].placements).toMatchObject({
      'east/lab/Deployment/half': { changedAt: expected },
    });
  });

  it('that nobody claims are rows only in the namespaces of tenants', () => {
    const [first, second] = [
      look([], lab, fixture('asleep')),
      look([], fixture('asleep')),
    ];
    expect(first.see().services).toMatchObject({
      'east/lab/Deployment/asleep': {
        name: 'asleep',
        owner: 'group:default/shop',
        status: 'healthy',
      },
    });
    expect(second.see().services).toEqual({});
  });

  it.each(['who sees all', 'somebody else'])(
    'of no team are there for who sees all alone, whoever looked first: %s',
    first => {
      const { see } = look([], fixture('asleep'));
      see(first === 'who sees all');
      const all = see(true);
      expect(servicesSchema.parse(all)).toEqual(all);
      expect(all).toMatchObject({
        seesAll: true,
        services: {
          'east/lab/Deployment/asleep': { name: 'asleep', owner: undefined },
        },
      });
      expect(see()).toMatchObject({ services: {} });
      expect(see()).not.toHaveProperty('seesAll');
    },
  );

  it('that run nowhere, or claim what is not understood, are unknown and stop no other', () => {
    const { see } = look(
      [
        half,
        entity('Component', 'odd', 'app in b'),
        entity('Component', 'none'),
      ],
      lab,
      fixture('half-rolled-out'),
    );
    const answer = see();
    expect(servicesSchema.parse(answer)).toEqual(answer);
    expect(
      Object.values(answer.services).map(row => [
        row.name,
        row.status,
        row.selectorUnclear,
      ]),
    ).toEqual([
      ['half', 'failed', undefined],
      ['odd', 'unknown', true],
      ['none', 'unknown', undefined],
    ]);
  });

  it('come with what cannot be read of their cluster', () => {
    const { see, cluster } = look([half], lab);
    cluster.setKindState('deployments', { kind: 'forbidden', because: 'RBAC' });
    const answer = see();
    expect(servicesSchema.parse(answer)).toEqual(answer);
    expect(answer.clusters).toMatchObject([
      { unreadable: [{ kind: 'Deployment', because: 'forbidden' }] },
    ]);
  });

  it('keep their last state while their cluster is not heard', () => {
    const { see, cluster } = look([half], lab, fixture('half-rolled-out'));
    const before = see().services;
    const knowledge = {
      kind: 'stale',
      since: '2026-11-22T04:00:00Z',
      because: 'gone',
    } as const;
    cluster.setKnowledge(knowledge);
    expect(see()).toMatchObject({
      services: before,
      clusters: [{ name: 'east', knowledge }],
    });
  });

  it('are the same objects while nothing of them changes, and new ones when it does', () => {
    const { see, cluster } = look(
      [half],
      lab,
      fixture('half-rolled-out'),
      fixture('asleep'),
    );
    const before = see().services;
    expect(see().services['component:default/half']).toBe(
      before['component:default/half'],
    );
    const [deployment] = cluster
      .list('deployments')
      .filter(one => one.metadata?.name === 'half');
    cluster.put('deployments', {
      ...deployment,
      metadata: { ...deployment.metadata, resourceVersion: 'next' },
      spec: { ...deployment.spec!, replicas: 0 },
    });
    const after = see().services;
    expect(after['component:default/half'].status).toBe('healthy');
    expect(after['east/lab/Deployment/asleep']).toBe(
      before['east/lab/Deployment/asleep'],
    );
  });
});
