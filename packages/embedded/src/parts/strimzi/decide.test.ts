import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Pod, Secret } from '../../middleware/operator/objects.ts';
import { decideKafka } from './decide.ts';
import { services, statefulSet } from './desired.ts';
import { nodeSecret, userSecret } from './secrets.ts';
import type { Kafka, NodePool, User } from './model.ts';
import type { KafkaObserved } from './observed.ts';

const NOW = '2026-01-02T03:04:05Z';
const CLUSTER_ID = 'WaW-9RTBfT6qRPXDYdXMzQ';

const labels = { 'strimzi.io/cluster': 'events' };

function kafkaOf(
  differing: Partial<Kafka['spec']['kafka']> = {},
  more: Partial<Kafka> = {},
): Kafka {
  return {
    metadata: { name: 'events', namespace: 'shop', uid: 'k-1', generation: 2 },
    spec: {
      kafka: {
        listeners: [
          {
            name: 'plain',
            port: 9092,
            type: 'internal',
            tls: false,
            authentication: { type: 'scram-sha-512' },
          },
        ],
        ...differing,
      },
      entityOperator: { userOperator: {} },
    },
    ...more,
  };
}

function poolOf(
  differing: Partial<NodePool['spec']> = {},
  name = 'events',
): NodePool {
  return {
    metadata: { name, namespace: 'shop', uid: `p-${name}`, labels },
    spec: {
      replicas: 1,
      roles: ['controller', 'broker'],
      storage: { type: 'persistent-claim', size: '1Gi' },
      ...differing,
    },
  };
}

function userOf(differing: Partial<User['spec']> = {}, name = 'orders'): User {
  return {
    metadata: { name, namespace: 'shop', uid: `u-${name}`, labels },
    spec: { authentication: { type: 'scram-sha-512' }, ...differing },
  };
}

/** A Secret as the API server gives it. */
function stored(secret: Secret, password?: string): Secret {
  const data = Object.entries(secret.stringData ?? {}).map(([key, value]) => [
    key,
    Buffer.from(key === 'password' ? password ?? value : value).toString(
      'base64',
    ),
  ]);
  return { ...secret, stringData: undefined, data: Object.fromEntries(data) };
}

interface Situation {
  readonly kafka?: Kafka;
  readonly pools?: readonly NodePool[];
  readonly users?: readonly User[];
  /** Nodes that are there, and that are ready; none where there is no StatefulSet. */
  readonly nodes?: number;
  readonly ready?: number;
  /** Accounts that the brokers know, with their passwords. */
  readonly known?: Readonly<Record<string, string | undefined>>;
  /** Passwords in the Secrets of users. */
  readonly passwords?: Readonly<Record<string, string>>;
  readonly image?: KafkaObserved['image'];
  /** What its objects were made from, where that was another one. */
  readonly had?: Kafka;
}

function observed({
  kafka = kafkaOf(),
  pools = [poolOf()],
  users = [],
  nodes = 0,
  ready = nodes,
  known,
  passwords = {},
  image = { kind: 'ready' },
  had = kafka,
}: Situation): KafkaObserved {
  const set = statefulSet(had, poolOf({ replicas: nodes }));
  const status = {
    replicas: nodes,
    readyReplicas: ready,
    updatedReplicas: nodes,
  };
  const pods = Array.from({ length: nodes }, (_, at): Pod => {
    const isReady = at < ready;
    return {
      metadata: { name: `events-events-${at}`, namespace: 'shop' },
      status: {
        conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
      },
    };
  });
  const secrets = users
    .filter(({ metadata }) => passwords[metadata?.name ?? ''] !== undefined)
    .map(user =>
      stored(userSecret(kafka, user), passwords[user.metadata?.name ?? '']),
    );
  return {
    resource: kafka,
    image,
    parts: {
      statefulSets: nodes === 0 ? [] : [{ ...set, status }],
      services: nodes === 0 ? [] : services(had),
      secrets: nodes === 0 ? [] : [stored(nodeSecret(kafka)), ...secrets],
      configMaps: [],
      claims: [],
      pods,
      beside: { kafkanodepools: pools, kafkausers: users },
    },
    seen: known ? { users: new Map(Object.entries(known)) } : {},
    now: NOW,
  };
}

/** What is decided, in a word each: what is made, whose status is told, what brokers are told. */
function decided(situation: Situation): string[] {
  return decideKafka(observed(situation)).actions.map(action => {
    switch (action.kind) {
      case 'fetch-image':
        return 'fetch';
      case 'own-set-user':
        return `set ${action.name} ${action.password}`;
      case 'own-remove-user':
        return `remove ${action.name}`;
      case 'own-make-topic':
      case 'own-add-partitions':
      case 'own-configure-topic':
      case 'own-delete-topic':
        return `${action.kind} ${action.name}`;
      default: {
        const parts = action.path.split('/').slice(-2);
        const object = 'object' in action ? action.object : {};
        const { metadata } = object as Secret;
        return action.kind === 'create'
          ? `create ${metadata?.name}`
          : `${action.kind} ${parts.join('/')}`;
      }
    }
  });
}

const steps: readonly (Situation & {
  readonly when: string;
  readonly does: readonly string[];
})[] = [
  {
    when: 'its programs are not here',
    image: { kind: 'absent' },
    does: ['fetch'],
  },
  {
    when: 'it is new',
    does: [
      'create events-cluster-operator-account',
      'apply services/events-kafka-bootstrap',
      'apply services/events-kafka-brokers',
      'apply statefulsets/events-events',
    ],
  },
  { when: 'it runs', nodes: 1, does: ['patch events/status'] },
  {
    when: 'a broker is to be added',
    pools: [poolOf({ replicas: 2 })],
    nodes: 1,
    does: ['apply statefulsets/events-events', 'patch events/status'],
  },
  {
    when: 'it has another listener',
    kafka: kafkaOf({
      listeners: [{ name: 'open', port: 9094, type: 'internal', tls: false }],
    }),
    had: kafkaOf(),
    nodes: 1,
    does: [
      'apply services/events-kafka-bootstrap',
      'apply services/events-kafka-brokers',
      'apply statefulsets/events-events',
      'patch events/status',
    ],
  },
  {
    when: 'a user is new',
    users: [userOf()],
    nodes: 1,
    known: {},
    does: ['create orders', 'patch events/status'],
  },
  {
    when: 'the brokers do not know a user',
    users: [userOf()],
    nodes: 1,
    known: {},
    passwords: { orders: 'secret' },
    does: ['set orders secret', 'patch events/status'],
  },
  {
    when: 'a user has another password than the brokers know',
    users: [userOf()],
    nodes: 1,
    known: { orders: 'before' },
    passwords: { orders: 'secret' },
    does: ['set orders secret', 'patch events/status'],
  },
  {
    when: 'the brokers know a user',
    users: [userOf()],
    nodes: 1,
    known: { orders: 'secret' },
    passwords: { orders: 'secret' },
    does: ['patch events/status', 'patch orders/status'],
  },
  {
    when: 'no broker answers: nobody is told anything',
    users: [userOf()],
    nodes: 1,
    ready: 0,
    passwords: { orders: 'secret' },
    does: ['patch events/status'],
  },
  {
    when: 'a user is asked for no more',
    nodes: 1,
    known: { orders: 'secret' },
    does: ['remove orders', 'patch events/status'],
  },
  {
    when: 'a user asks for what is not here: nothing of it is made',
    users: [userOf({ authorization: { type: 'simple' } })],
    nodes: 1,
    known: {},
    does: ['patch events/status', 'patch orders/status'],
  },
];

for (const { when, does, ...situation } of steps) {
  test(`what is done when ${when}`, () => {
    assert.deepEqual(decided(situation), does);
  });
}

const two = [poolOf(), poolOf({}, 'more')];
const listener = { name: 'plain', port: 9092, type: 'internal', tls: false };

const problems: readonly (Situation & {
  readonly what: string;
  readonly says: RegExp;
})[] = [
  { what: 'no pool', pools: [], says: /no KafkaNodePool with the label/ },
  { what: 'two pools', pools: two, says: /all but one of events, more/ },
  {
    what: 'brokers alone',
    pools: [poolOf({ roles: ['broker'] })],
    says: /set spec.roles to controller and broker/,
  },
  {
    what: 'no node',
    pools: [poolOf({ replicas: 0 })],
    says: /set spec.replicas of the KafkaNodePool events/,
  },
  {
    what: 'a disk without a size',
    pools: [poolOf({ storage: { type: 'persistent-claim' } })],
    says: /has no size/,
  },
  {
    what: 'several disks of one number',
    pools: [
      poolOf({
        storage: {
          type: 'jbod',
          volumes: [
            { id: 0, type: 'persistent-claim', size: '1Gi' },
            { id: 0, type: 'persistent-claim', size: '1Gi' },
          ],
        },
      }),
    ],
    says: /have the same id/,
  },
  {
    what: 'another version',
    kafka: kafkaOf({ version: '3.9.0' }),
    says: /has Kafka 4\.0\.0; set spec\.kafka\.version/,
  },
  {
    what: 'TLS',
    kafka: kafkaOf({ listeners: [{ ...listener, tls: true }] }),
    says: /without TLS.*change the listener plain/,
  },
  {
    what: 'a listener from outside',
    kafka: kafkaOf({ listeners: [{ ...listener, type: 'nodeport' }] }),
    says: /of the type internal/,
  },
  {
    what: 'one port twice',
    kafka: kafkaOf({ listeners: [listener, { ...listener, name: 'other' }] }),
    says: /the same port/,
  },
  {
    what: 'authorization',
    kafka: kafkaOf({ authorization: { type: 'simple' } }),
    says: /leave spec\.kafka\.authorization out/,
  },
  {
    what: 'fewer nodes than there are',
    pools: [poolOf({ replicas: 1 })],
    nodes: 3,
    says: /set spec\.replicas of the KafkaNodePool events back to 3/,
  },
  {
    what: 'other disks than it was made with',
    pools: [poolOf({ storage: { type: 'ephemeral' } })],
    nodes: 1,
    says: /only their size can grow/,
  },
];

for (const { what, says, ...situation } of problems) {
  test(`${what} is refused, and nothing is made of it`, () => {
    const { status } = decideKafka(observed(situation));
    const [condition] = (status as Kafka['status'])?.conditions ?? [];
    assert.equal(condition?.type, 'NotReady');
    assert.equal(condition?.reason, 'InvalidResourceException');
    assert.match(condition?.message ?? '', says);
    const made = decided(situation).filter(each => !each.endsWith('/status'));
    assert.deepEqual(made, []);
  });
}

test('a Kafka tells where clients begin once its nodes are ready', () => {
  const running = decideKafka(observed({ nodes: 1 })).status as Kafka['status'];
  assert.deepEqual(running?.conditions, [
    { type: 'Ready', status: 'True', lastTransitionTime: NOW },
  ]);
  assert.deepEqual(running?.listeners, [
    {
      name: 'plain',
      addresses: [{ host: 'events-kafka-bootstrap.shop.svc', port: 9092 }],
      bootstrapServers: 'events-kafka-bootstrap.shop.svc:9092',
    },
  ]);
  assert.equal(running?.kafkaVersion, '4.0.0');
  assert.match(running?.clusterId ?? '', /^[A-Za-f][-_A-Za-z0-9]{21}$/);
  assert.equal(running?.clusterId?.length, CLUSTER_ID.length);

  const begun = decideKafka(observed({ nodes: 1, ready: 0 }))
    .status as Kafka['status'];
  assert.equal(begun?.conditions?.[0]?.reason, 'Creating');
  assert.equal(begun?.listeners, undefined);
});

test('a step of fetching is told', () => {
  const image = { kind: 'fetching', step: 'Fetching Kafka 4.0.0' } as const;
  const { status } = decideKafka(observed({ image }));
  const [condition] = (status as Kafka['status'])?.conditions ?? [];
  assert.equal(condition?.message, 'Fetching Kafka 4.0.0');
});

test('settings that the operator makes itself do not count, and are told', () => {
  const config = { 'node.id': 7, 'log.retention.hours': 1, 'a\nb': 'c' };
  const kafka = kafkaOf({ config });
  const { status } = decideKafka(observed({ kafka, nodes: 1 }));
  const [, warning] = (status as Kafka['status'])?.conditions ?? [];
  assert.match(warning?.message ?? '', /node\.id, a\nb$/);
  const settings = statefulSet(
    kafka,
    poolOf(),
  ).spec?.template.spec?.containers[0]?.env?.find(
    ({ name }) => name === 'SETTINGS',
  )?.value;
  assert.match(settings ?? '', /^log\.retention\.hours=1$/m);
  assert.doesNotMatch(settings ?? '', /node\.id|^b=c/m);
});

test('a larger disk is asked of each node', () => {
  const storage = { type: 'persistent-claim', size: '2Gi' };
  const seen = observed({ pools: [poolOf({ storage })], nodes: 1 });
  const claim = (name: string) => ({
    metadata: { name, namespace: 'shop', labels },
    spec: { resources: { requests: { storage: '1Gi' } } },
  });
  const claims = [claim('data-events-events-0'), claim('data-other-0')];
  const { actions } = decideKafka({
    ...seen,
    parts: { ...seen.parts, claims },
  });
  const grown = actions.flatMap(action =>
    'path' in action && action.path.includes('claims') ? [action.path] : [],
  );
  assert.deepEqual(grown, [
    '/api/v1/namespaces/shop/persistentvolumeclaims/data-events-events-0',
  ]);
});

test('the quorum stays as it was made when brokers are added', () => {
  const made = statefulSet(kafkaOf(), poolOf());
  const grown = statefulSet(kafkaOf(), poolOf({ replicas: 3 }), made);
  const controllers = grown.spec?.template.spec?.containers[0]?.env?.find(
    ({ name }) => name === 'CONTROLLERS',
  );
  assert.equal(controllers?.value, '1');
  assert.equal(grown.spec?.replicas, 3);
});
