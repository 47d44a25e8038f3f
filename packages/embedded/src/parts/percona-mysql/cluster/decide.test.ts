import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Action } from '../../../middleware/operator/actions.ts';
import type { Parts } from '../../../middleware/operator/stateful-operator.ts';
import type { Cluster, ClusterSpec } from '../model.ts';
import { decideCluster, decideDeletion, type Observed } from './decide.ts';
import { statefulSet } from './desired.ts';
import { hostOf, services } from './services.ts';
import { systemUsers } from './secrets.ts';

const now = '2026-01-02T03:04:05Z';

const spec: ClusterSpec = {
  storageScaling: { enableVolumeScaling: true },
  mysql: {
    clusterType: 'group-replication',
    size: 1,
    image: 'mariadb:11.4',
    volumeSpec: {
      persistentVolumeClaim: { resources: { requests: { storage: '2Gi' } } },
    },
  },
  proxy: { haproxy: { enabled: true } },
  users: [{ name: 'app', dbs: ['app'] }],
};
const cluster: Cluster = {
  metadata: { name: 'orders', namespace: 'shop', uid: 'u' },
  spec,
};
const none: Parts = {
  statefulSets: [],
  pods: [],
  claims: [],
  services: [],
  secrets: [],
  configMaps: [],
};
const secret = (...keys: string[]) => ({
  data: Object.fromEntries(keys.map(key => [key, 'eA=='])),
});
const secrets = {
  'orders-secrets': secret(...systemUsers),
  'orders-user-app': secret('password'),
};
const made = statefulSet(cluster, 'http://store/', 'orders-secrets', '2Gi');
const server = {
  ...made,
  metadata: { ...made.metadata, generation: 1 },
  status: {
    replicas: 1,
    observedGeneration: 1,
    updatedReplicas: 1,
    currentRevision: 'a',
    updateRevision: 'a',
  },
};
const pod = {
  metadata: { name: 'orders-mysql-0' },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
};
const claim = (storage: string) => ({
  metadata: { name: 'datadir-orders-mysql-0' },
  spec: { resources: { requests: { storage } } },
});
const whole: Parts = {
  ...none,
  statefulSets: [server],
  pods: [pod],
  claims: [claim('2Gi')],
  services: services(cluster),
};

const seen: Observed = {
  resource: cluster,
  parts: whole,
  image: { kind: 'ready' },
  seen: { secrets, store: 'http://store/' },
  now,
};

const told = (action: Action) =>
  action.kind === 'fetch-image'
    ? action.kind
    : `${action.kind} ${action.path.split('/').slice(-2).join('/')}`;

const cases: [string, Partial<Observed>, string[], string][] = [
  ['as it is wanted', {}, [], 'ready'],
  [
    'new',
    { parts: none, seen: { ...seen.seen, secrets: {} } },
    [
      'create shop/secrets',
      'create shop/secrets',
      'create shop/services',
      'create shop/services',
      'create shop/services',
      'create shop/services',
      'apply statefulsets/orders-mysql',
    ],
    'initializing',
  ],
  [
    'without its image',
    { parts: none, image: { kind: 'absent' } },
    ['fetch-image'],
    'initializing',
  ],
  [
    'running, while the image is made anew',
    { image: { kind: 'fetching', step: 'x' } },
    [],
    'ready',
  ],
  [
    'whose Secret lacks a password',
    {
      seen: {
        ...seen.seen,
        secrets: { ...secrets, 'orders-secrets': secret('root') },
      },
    },
    ['patch secrets/orders-secrets'],
    'ready',
  ],
  [
    'whose disk is to grow',
    { parts: { ...whole, claims: [claim('1Gi')] } },
    ['patch persistentvolumeclaims/datadir-orders-mysql-0'],
    'ready',
  ],
  [
    'whose disk may not grow',
    {
      resource: { ...cluster, spec: { ...spec, storageScaling: {} } },
      parts: { ...whole, claims: [claim('1Gi')] },
    },
    [],
    'ready',
  ],
  [
    'that is to stop',
    { resource: { ...cluster, spec: { ...spec, pause: true } } },
    ['apply statefulsets/orders-mysql'],
    'stopping',
  ],
  [
    'whose server is not ready',
    { parts: { ...whole, pods: [] } },
    [],
    'initializing',
  ],
  ['that the API server refuses', { refusal: 'exceeded quota' }, [], 'error'],
];
for (const [name, given, actions, state] of cases) {
  test(`a cluster ${name}`, () => {
    const decision = decideCluster({ ...seen, ...given });
    assert.deepEqual(decision.actions.map(told), actions);
    assert.equal(Reflect.get(decision.status, 'state'), state);
  });
}

const lacking: [string, Partial<ClusterSpec>, RegExp][] = [
  [
    'another image',
    { mysql: { ...spec.mysql, image: 'x:1' } },
    /spec\.mysql\.image/,
  ],
  ['three servers', { mysql: { ...spec.mysql, size: 3 } }, /spec\.mysql\.size/],
  ['points in time', { backup: { pitr: { enabled: true } } }, /pitr/],
];
for (const [name, more, message] of lacking) {
  test(`what cannot be given is said: ${name}`, () => {
    const resource = { ...cluster, spec: { ...spec, ...more } };
    const { actions, status } = decideCluster({ ...seen, resource });
    assert.deepEqual(actions, []);
    assert.match(JSON.stringify(status), message);
  });
}

test('a password is made for each, and never the same', () => {
  const { actions } = decideCluster({
    ...seen,
    seen: { ...seen.seen, secrets: {} },
  });
  const passwords = actions.flatMap(action =>
    action.kind === 'create'
      ? Object.values<string>(Reflect.get(action.object, 'stringData') ?? {})
      : [],
  );
  assert.equal(passwords.length, systemUsers.length + 1);
  assert.equal(new Set(passwords).size, passwords.length);
});

const hosts: [string, ClusterSpec['proxy'], string][] = [
  ['HAProxy', { haproxy: { enabled: true } }, 'orders-haproxy.shop'],
  ['Router', { router: { enabled: true } }, 'orders-router.shop'],
  ['no proxy', undefined, 'orders-mysql.shop'],
];
for (const [name, proxy, host] of hosts) {
  test(`the host behind ${name}`, () => {
    assert.equal(hostOf({ ...cluster, spec: { ...spec, proxy } }), host);
  });
}

const deletions: [string, string[], string[]][] = [
  ['nothing where nobody asks', ['other/one'], []],
  [
    'the finalizers of the operator',
    ['percona.com/delete-mysql-pods-in-order', 'other/one'],
    ['patch perconaservermysqls/orders'],
  ],
  [
    'the data where that is asked for',
    ['percona.com/delete-mysql-pvc'],
    [
      'delete persistentvolumeclaims/datadir-orders-mysql-0',
      'delete secrets/orders-secrets',
      'delete secrets/orders-user-app',
      'patch perconaservermysqls/orders',
    ],
  ],
];
for (const [name, finalizers, wanted] of deletions) {
  test(`deleting takes ${name}`, () => {
    const metadata = { ...cluster.metadata, finalizers };
    assert.deepEqual(
      decideDeletion({ ...cluster, metadata }).map(told),
      wanted,
    );
  });
}
