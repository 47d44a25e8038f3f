import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CustomObject } from '@pilothouse/plugin-platform-node';
import { itemOf } from './item';
import { parseDefinition } from './read';

const text = readFileSync(join(__dirname, '../definitions/kafka.yaml'), 'utf8');
const kafka = itemOf(parseDefinition('kafka.yaml', text));
const [pool] = kafka.companions ?? [];

const condition = (type: string, reason?: string) => ({
  conditions: [
    {
      type,
      status: 'True',
      lastTransitionTime: '2031-04-01T08:00:00Z',
      reason,
      message: 'told',
    },
  ],
});

it.each<[string, object, object]>([
  [
    'is made',
    condition('NotReady', 'Creating'),
    {
      status: 'progressing',
      saying: { kind: 'condition', reason: 'Creating', message: 'told' },
    },
  ],
  [
    'cannot be made',
    condition('NotReady', 'InvalidResourceException'),
    { status: 'failed', saying: { reason: 'InvalidResourceException' } },
  ],
  [
    'is ready with all brokers',
    { ...condition('Ready'), nodePool: { replicas: 3 } },
    { status: 'healthy', members: { wanted: 3, ready: 3 } },
  ],
  [
    'lacks a broker',
    { ...condition('Ready'), nodePool: { replicas: 2 } },
    { status: 'degraded', members: { wanted: 3, ready: 2 } },
  ],
  [
    'restarts brokers',
    {
      ...condition('NotReady', 'Reconciling'),
      nodePool: { replicas: 3 },
    },
    { status: 'degraded' },
  ],
])('reads that a Kafka %s', (_, status, expected) => {
  const spec = { nodePool: { replicas: 3 } };
  const object = { metadata: { name: 'events' }, spec, status };
  expect(kafka.stateOf(object)).toMatchObject(expected);
});

it('names the object that holds the brokers, and whose it is', () => {
  expect(pool?.kind.plural).toBe('kafkanodepools');
  expect(pool?.objectOf('events')).toBe('events');
  expect(pool?.labelsOf('events')).toEqual({ 'strimzi.io/cluster': 'events' });
});

it('asks for what each plan has of both objects', () => {
  for (const { values } of kafka.plans) {
    expect(Object.keys(values).sort()).toEqual([
      'entityOperator',
      'kafka',
      'nodePool',
    ]);
  }
});

it.each([
  ['small', { pods: 1, 'requests.storage': 1 }],
  ['safe', { pods: 3, 'requests.storage': 3 }],
])('counts the brokers of the plan %s for quotas', (name, expected) => {
  const plan = kafka.plans.find(each => each.name === name);
  const demand = kafka.demandOf(plan?.values ?? {});
  const times = demand.map(each => [each.resource, each.times]);
  expect(Object.fromEntries(times)).toMatchObject(expected);
});

it('takes sizes of both objects for amounts', () => {
  const amounts = kafka.fields.filter(({ quantity }) => quantity);
  expect(amounts.map(({ path }) => path.join('.'))).toEqual([
    'nodePool.storage.size',
    'nodePool.resources.requests.cpu',
    'nodePool.resources.requests.memory',
    'nodePool.resources.limits.memory',
  ]);
});

describe('a user that is asked for', () => {
  const { grants } = kafka;
  const user = (
    labels?: Record<string, string>,
    status?: object,
  ): CustomObject => ({ metadata: { name: 'orders', labels }, status });

  it('is one of the Kafka that its label names', () => {
    const labels = grants?.labelsOf?.('events') ?? {};
    expect(grants?.instanceOf(user(labels))).toBe('events');
    expect(grants?.instanceOf(user())).toBeUndefined();
  });

  it('has a Secret of its own name', () => {
    expect(grants?.credentialsOf(user())).toEqual({
      title: { en: 'User orders', zh: '用户 orders' },
      secret: 'orders',
      keys: ['password', 'sasl.jaas.config'],
      rotation: { by: 'deletion' },
    });
  });

  it.each([
    [condition('Ready'), 'healthy'],
    [condition('NotReady', 'InvalidResourceException'), 'failed'],
    [{}, 'progressing'],
  ])('is, with the status %j, %s', (status, expected) => {
    expect(grants?.stateOf(user({}, status)).status).toBe(expected);
  });

  it('signs in by a password', () => {
    const spec = grants?.specOf({}, undefined);
    expect(spec).toEqual({ authentication: { type: 'scram-sha-512' } });
  });
});

it.each<[string, string, string, RegExp]>([
  [
    'a plan that forgets an object',
    '      nodePool:\n        replicas: 1',
    '      pool:\n        replicas: 1',
    /plans\.0\.values: the plan small says nothing of nodePool, so that no KafkaNodePool would be made/,
  ],
  [
    'a field that cannot be one',
    'name: nodePool',
    'name: node.pool',
    /companions\.0\.name: must be the name of a field/,
  ],
  [
    'a name that is not known before',
    "object: '{metadata.name}'",
    "object: '{status.name}'",
    /companions\.0\.object: is made of the name of the instance/,
  ],
  [
    'credentials that say not whose they are',
    "  labels:\n    strimzi.io/cluster: '{metadata.name}'\n  spec:",
    '  labels:\n    strimzi.io/cluster: events\n  spec:',
    /grants\.labels: needs a label with \{metadata\.name\}/,
  ],
])('refuses %s, naming file and line', (_, right, wrong, message) => {
  expect(text).toContain(right);
  const refuse = () =>
    parseDefinition('kafka.yaml', text.replace(right, wrong));
  expect(refuse).toThrow(message);
  expect(refuse).toThrow(/kafka\.yaml:\d+: /);
});

it('names the line of a plan that forgets an object', () => {
  const right = '      nodePool:\n        replicas: 1';
  const wrong = text.replace(right, '      pool:\n        replicas: 1');
  const [before = ''] = wrong.split('      kafka:\n');
  const line = before.split('\n').length;
  expect(() => parseDefinition('kafka.yaml', wrong)).toThrow(
    `kafka.yaml:${line}: plans.0.values`,
  );
});

describe('a topic', () => {
  const { contents } = kafka;

  it('is one of the Kafka that its label names', () => {
    const labels = contents?.labelsOf('events');
    expect(contents?.instanceOf({ metadata: { labels } })).toBe('events');
    expect(contents?.instanceOf({})).toBeUndefined();
  });

  it('can get more partitions, and no other copies', () => {
    expect(
      contents?.fields.map(({ path, later }) => [path.join('/'), later]),
    ).toEqual([
      ['partitions', 'grows'],
      ['replicas', 'stays'],
      ['config/retention.ms', undefined],
      ['config/cleanup.policy', undefined],
    ]);
  });

  it.each([
    [condition('Ready'), 'healthy'],
    [condition('NotReady', 'KafkaError'), 'failed'],
    [{}, 'progressing'],
  ])('is, with the status %j, %s', (status, expected) => {
    expect(contents?.stateOf({ metadata: {}, status }).status).toBe(expected);
  });
});

it.each([
  [
    'type: integer\n      minimum: 1\n      usually: 1',
    'type: integer\n      minimum: 1\n      usually: 0',
    /must be 1 at least/,
  ],
  [
    "options: [delete, compact, 'compact,delete']",
    'minimum: 1',
    /a text has no minimum/,
  ],
  ['later: grows', 'later: shrinks', /later/],
])('refuses a definition of which %j is %j', (from, to, message) => {
  expect(text).toContain(from);
  expect(() => parseDefinition('x.yaml', text.replace(from, to))).toThrow(
    message,
  );
});
