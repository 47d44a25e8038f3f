import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Action } from '../../middleware/operator/actions.ts';
import { decideRedis, removals, type Follow } from './decide.ts';
import { claimNames, services, statefulSet } from './desired.ts';
import {
  ROLE_LABEL,
  type RedisResource,
  type RedisSpec,
  type Setup,
} from './model.ts';
import { readReplication, type Server } from './servers.ts';

type Observed = Parameters<typeof decideRedis>[1];

const NOW = '2026-01-02T03:04:05Z';

const sizeOf = (storage: string) => ({ resources: { requests: { storage } } });

const master = (number: number, replicas = 0): Server => ({
  pod: `cart-${number}`,
  role: 'master',
  replicas,
});
const replica = (number: number): Server => ({
  pod: `cart-${number}`,
  role: 'slave',
  replicas: 0,
});
function resourceOf(spec: Partial<RedisSpec> = {}): RedisResource {
  return {
    metadata: { name: 'cart', namespace: 'shop', uid: 'u-1' },
    spec: {
      clusterSize: 3,
      kubernetesConfig: { image: 'quay.io/opstree/redis:v6.2.14' },
      storage: { volumeClaimTemplate: { spec: sizeOf('1Gi') } },
      ...spec,
    },
  };
}

/** Three servers and all that they need; what differs is given. */
function observed(
  spec: Partial<RedisSpec> = {},
  differing: Partial<Observed> = {},
  setup: Setup = 'replication',
): Observed {
  const resource = resourceOf(spec);
  const seen = differing.seen ?? [
    master(0, 2),
    ...[1, 2].map(number => replica(number)),
  ];
  return {
    resource,
    image: { kind: 'ready' },
    seen,
    now: NOW,
    parts: {
      statefulSets: [statefulSet(resource, setup)],
      services: services(resource, setup),
      pods: seen.map(({ pod, role }) => ({
        metadata: { name: pod, labels: { [ROLE_LABEL]: role } },
      })),
      claims: claimNames(resource, 3).map(name => ({
        metadata: { name, namespace: 'shop' },
        spec: sizeOf('1Gi'),
      })),
      secrets: [],
      configMaps: [],
    },
    ...differing,
  };
}

const follow = (of: number, ...numbers: number[]): Follow => ({
  kind: 'own-follow',
  master: `cart-${of}`,
  pods: numbers.map(number => `cart-${number}`),
});

const replications: readonly {
  readonly when: string;
  readonly seen: readonly Server[];
  readonly does: readonly Follow[];
  readonly masterNode?: string;
}[] = [
  {
    when: 'all follow one',
    seen: [master(0, 2), replica(1), replica(2)],
    does: [],
    masterNode: 'cart-0',
  },
  {
    when: 'all have just begun',
    seen: [master(0), master(1), master(2)],
    does: [follow(0, 1, 2)],
  },
  {
    when: 'one comes back that was a replica',
    seen: [master(0, 1), replica(1), master(2)],
    does: [follow(0, 2)],
    masterNode: 'cart-0',
  },
  {
    when: 'the master is another than the first',
    seen: [master(0), master(1, 1), replica(2)],
    does: [follow(1, 0)],
    masterNode: 'cart-1',
  },
  {
    when: 'the master comes back at another address',
    seen: [master(0), replica(1), replica(2)],
    does: [follow(0, 1, 2)],
  },
  {
    when: 'the master is gone: no replica is promoted',
    seen: [replica(1), replica(2)],
    does: [],
  },
  {
    when: 'which of two masters has the data is not known',
    seen: [master(0), master(1), replica(2)],
    does: [],
  },
  {
    when: 'the first is not ready yet: those before it may have been its replicas',
    seen: [master(1), master(2)],
    does: [],
  },
  {
    when: 'one that was restarted is followed by none while another is away',
    seen: [master(1), replica(2)],
    does: [],
  },
  { when: 'there is one, which has no replica', seen: [master(0)], does: [] },
  { when: 'none can be asked', seen: [], does: [] },
];

for (const { when, seen, does, masterNode } of replications) {
  test(`who follows whom when ${when}`, () => {
    const { actions, status } = decideRedis(
      'replication',
      observed({}, { seen }),
    );
    assert.deepEqual(actions, does);
    assert.deepEqual(status, {
      ...(masterNode && { masterNode }),
      connectionInfo: {
        host: 'cart-master.shop.svc.cluster.local',
        port: 6379,
      },
    });
  });
}

test('a server beyond the size follows nobody any more', () => {
  const seen = [master(0), master(1)];
  const { actions } = decideRedis(
    'replication',
    observed({ clusterSize: 1 }, { seen }),
  );
  assert.deepEqual(
    actions.filter(({ kind }) => kind === 'own-follow'),
    [],
  );
});

const [own, kept] = [
  resourceOf(),
  resourceOf({ storage: { keepAfterDelete: true } }),
];
const claimsOf = (...names: string[]) =>
  names.map(name => ({ metadata: { name } }));
const goings: readonly [string, RedisResource, string[], string[]][] = [
  [
    'its own claims',
    own,
    ['cart-cart-0', 'cart-cart-1'],
    ['cart-cart-0', 'cart-cart-1'],
  ],
  ['no claim that carries the label of the other kind', own, [], []],
  ['no claim that somebody else gave the label', own, ['notes'], []],
  ['none that is to be kept', kept, ['cart-cart-0'], []],
];

for (const [what, resource, seen, gone] of goings) {
  test(`what goes with a resource: ${what}`, () => {
    const base = '/api/v1/namespaces/shop/persistentvolumeclaims';
    assert.deepEqual(
      removals(resource, { claims: claimsOf(...seen) }),
      gone.map(name => ({ kind: 'delete', path: `${base}/${name}` })),
    );
  });
}

const ofKind = (actions: readonly (Action | Follow)[], kind: string) =>
  actions.filter(action => action.kind === kind);

test('the image is there before anything is made', () => {
  const none = { ...observed().parts, statefulSets: [] };
  const { actions, status } = decideRedis('replication', {
    ...observed(),
    parts: none,
    image: { kind: 'fetching', step: 'Fetching' },
  });
  assert.deepEqual(actions, [{ kind: 'fetch-image' }]);
  assert.deepEqual(status, {});
});

test('what runs goes on while the image is made anew', () => {
  const { actions } = decideRedis(
    'replication',
    observed({}, { image: { kind: 'absent' } }),
  );
  assert.deepEqual(actions, []);
});

test('an order makes the servers and the Services that the operator names', () => {
  const parts = { ...observed().parts, statefulSets: [], services: [] };
  const { actions } = decideRedis('replication', {
    ...observed({}, { seen: [] }),
    parts,
  });
  const paths = actions.map(action => ('path' in action ? action.path : ''));
  assert.equal(paths[0], '/apis/apps/v1/namespaces/shop/statefulsets/cart');
  const names = ofKind(actions, 'create').map(action =>
    'object' in action
      ? (action.object as { metadata: { name: string } }).metadata.name
      : '',
  );
  assert.deepEqual(names, [
    'cart-headless',
    'cart',
    'cart-additional',
    'cart-master',
    'cart-replica',
  ]);
});

const changes: readonly [string, Partial<RedisSpec>][] = [
  ['more servers', { clusterSize: 4 }],
  [
    'another image',
    { kubernetesConfig: { image: 'quay.io/opstree/redis:v7' } },
  ],
  [
    'a password',
    {
      kubernetesConfig: {
        image: 'quay.io/opstree/redis:v6.2.14',
        redisSecret: { name: 's', key: 'k' },
      },
    },
  ],
];

for (const [what, spec] of changes) {
  test(`${what} changes the servers`, () => {
    const { parts } = observed();
    const { actions } = decideRedis('replication', {
      ...observed(spec),
      parts,
    });
    assert.equal(ofKind(actions, 'apply').length, 1);
  });
}

test('more disk is asked of each claim, and leaves the servers as they are', () => {
  const { parts } = observed();
  const { actions } = decideRedis('replication', {
    ...observed({ storage: { volumeClaimTemplate: { spec: sizeOf('2Gi') } } }),
    parts,
  });
  const claims = '/api/v1/namespaces/shop/persistentvolumeclaims';
  const body = { spec: sizeOf('2Gi') };
  assert.deepEqual(
    actions,
    [0, 1, 2].map(number => ({
      kind: 'patch',
      path: `${claims}/cart-cart-${number}`,
      body,
    })),
  );
});

test('pods are told apart by the label that Services go by', () => {
  const { parts } = observed();
  const { actions } = decideRedis('replication', {
    ...observed({}, { seen: [replica(0), master(1, 1)] }),
    parts,
  });
  assert.deepEqual(
    ofKind(actions, 'patch').map(action => 'body' in action && action.body),
    [
      { metadata: { labels: { [ROLE_LABEL]: 'slave' } } },
      { metadata: { labels: { [ROLE_LABEL]: 'master' } } },
    ],
  );
});

test('a Redis on its own has no status, as with the operator', () => {
  const { clusterSize, ...alone } = resourceOf().spec;
  const resource = { ...resourceOf(), spec: alone };
  const { actions, status } = decideRedis('standalone', {
    ...observed({}, { seen: [] }),
    resource,
    parts: { ...observed().parts, statefulSets: [], services: [] },
  });
  assert.equal(clusterSize, 3);
  assert.deepEqual(status, {});
  assert.equal(ofKind(actions, 'create').length, 3);
});

const infos: readonly [string, Server | undefined][] = [
  [
    '# Replication\r\nrole:master\r\nconnected_slaves:2\r\nslave0:ip=1\r\n',
    master(0, 2),
  ],
  [
    '# Replication\r\nrole:slave\r\nmaster_host:127.1.0.4\r\nconnected_slaves:0\r\n',
    replica(0),
  ],
  ['', undefined],
  ['role:sentinel\r\n', undefined],
];

for (const [info, expected] of infos) {
  test(`a server says ${JSON.stringify(info)}`, () => {
    assert.deepEqual(readReplication('cart-0', info), expected);
  });
}
