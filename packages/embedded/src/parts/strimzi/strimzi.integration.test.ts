import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Kafka as KafkaClient, logLevel } from 'kafkajs';
import { reachableAt } from '../../middleware/operator/hosted.ts';
import type { Pod, Secret } from '../../middleware/operator/objects.ts';
import { waitUntil } from '../../platform/wait.ts';
import { openNamespace, type TestNamespace } from '../../testing/namespace.ts';
import { platformUnderTest } from '../../testing/platform-under-test.ts';
import type { Kafka, NodePool, Topic, User } from './model.ts';

/** The first order fetches Kafka. */
const PATIENCE_SECONDS = 240;
const TOPIC = 'orders';

let namespace: TestNamespace;

before(async () => {
  namespace = await openNamespace('kafka');
});
after(() => namespace.remove());

const labels = { 'strimzi.io/cluster': 'events' };

const isReady = ({ status }: Pick<Kafka | User, 'status'>) =>
  status?.conditions?.some(
    ({ type, status: holds }) => type === 'Ready' && holds === 'True',
  ) ?? false;

const kafka = (wanted: (object: Kafka) => boolean) =>
  namespace.untilIs<Kafka>('kafka', 'events', wanted, PATIENCE_SECONDS);

const user = (name: string) =>
  namespace.untilIs<User>('kafkauser', name, isReady, PATIENCE_SECONDS);

const change = (kind: string, spec: object) =>
  namespace.run(
    'patch',
    kind,
    'events',
    '--type=merge',
    '-p',
    JSON.stringify({ spec }),
  );

async function passwordOf(name: string): Promise<string> {
  const { data } = await namespace.get<Secret>('secret', name);
  return Buffer.from(data?.password ?? '', 'base64').toString();
}

/** A client that knows the way to one broker, as a service has it. */
async function clientOf(
  username: string,
  password: string,
): Promise<KafkaClient> {
  const { podPrefix } = platformUnderTest().addresses;
  const pod = await namespace.get<Pod>('pod', 'events-events-0');
  const host = reachableAt(podPrefix, pod.status?.podIP);
  return new KafkaClient({
    brokers: [`${host}:9092`],
    logLevel: logLevel.NOTHING,
    sasl: { mechanism: 'scram-sha-512', username, password },
    retry: { retries: 3 },
  });
}

async function send(client: KafkaClient, value: string): Promise<void> {
  const producer = client.producer();
  await producer.connect();
  try {
    await producer.send({ topic: TOPIC, messages: [{ value }] });
  } finally {
    await producer.disconnect();
  }
}

/** Everything that was sent, as a group of its own reads it. */
async function received(client: KafkaClient, count: number): Promise<string[]> {
  const consumer = client.consumer({ groupId: `reader-${Date.now()}` });
  const heard: string[] = [];
  await consumer.connect();
  try {
    await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => {
        heard.push(String(message.value));
      },
    });
    await waitUntil(
      async () => heard.length >= count,
      AbortSignal.timeout(60_000),
      100,
    );
  } finally {
    await consumer.disconnect();
  }
  return heard.sort();
}

test('a Kafka is ordered, used, restarted, changed and deleted', async t => {
  const ordered = Date.now();
  await namespace.apply({
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'Kafka',
    metadata: { name: 'events' },
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
        config: {
          'offsets.topic.replication.factor': 1,
          'transaction.state.log.replication.factor': 1,
          'transaction.state.log.min.isr': 1,
        },
      },
      entityOperator: { userOperator: {}, topicOperator: {} },
    },
  });

  await t.test('without nodes it says what is missing', async () => {
    const { status } = await kafka(
      object => object.status?.conditions !== undefined,
    );
    assert.match(
      status?.conditions?.[0]?.message ?? '',
      /no KafkaNodePool with the label/,
    );
  });

  await t.test('with a node it becomes ready', async () => {
    await namespace.apply({
      apiVersion: 'kafka.strimzi.io/v1',
      kind: 'KafkaNodePool',
      metadata: { name: 'events', labels },
      spec: {
        replicas: 1,
        roles: ['controller', 'broker'],
        storage: { type: 'persistent-claim', size: '1Gi', deleteClaim: true },
        resources: { limits: { memory: '768Mi' } },
      },
    });
    const { status } = await kafka(isReady);
    t.diagnostic(`order to ready: ${Date.now() - ordered} ms`);
    assert.equal(status?.kafkaVersion, '4.0.0');
    assert.equal(
      status?.listeners?.[0]?.bootstrapServers,
      `events-kafka-bootstrap.${namespace.name}.svc:9092`,
    );
    const pool = await namespace.untilIs<NodePool>(
      'kafkanodepool',
      'events',
      object => object.status?.replicas === 1,
      PATIENCE_SECONDS,
    );
    assert.deepEqual(pool.status?.nodeIds, [0]);
    assert.equal(pool.status?.clusterId, status?.clusterId);
  });

  await t.test('a user sends and receives', async () => {
    await namespace.apply({
      apiVersion: 'kafka.strimzi.io/v1',
      kind: 'KafkaUser',
      metadata: { name: 'shop', labels },
      spec: { authentication: { type: 'scram-sha-512' } },
    });
    const { status } = await user('shop');
    assert.equal(status?.secret, 'shop');
    const { data } = await namespace.get<Secret>('secret', 'shop');
    const jaas = Buffer.from(data?.['sasl.jaas.config'] ?? '', 'base64');
    const password = await passwordOf('shop');
    assert.match(String(jaas), /ScramLoginModule required username="shop"/);
    assert.ok(String(jaas).includes(`password="${password}"`));
    const client = await clientOf('shop', password);
    await send(client, 'before');
    assert.deepEqual(await received(client, 1), ['before']);
  });

  await t.test('nobody else does', async () => {
    const wrong = await clientOf('shop', 'guessed');
    await assert.rejects(send(wrong, 'never'), /uthentication/);
    const stranger = await clientOf('stranger', await passwordOf('shop'));
    await assert.rejects(send(stranger, 'never'), /uthentication/);
  });

  await t.test('what was sent is there after a restart', async () => {
    const { metadata } = await namespace.pod('events-events-0');
    await namespace.run('delete', 'pod', 'events-events-0');
    await namespace.untilIs<Pod>(
      'pod',
      'events-events-0',
      pod =>
        pod.metadata?.uid !== metadata?.uid &&
        (pod.status?.conditions?.some(
          ({ type, status }) => type === 'Ready' && status === 'True',
        ) ??
          false),
      PATIENCE_SECONDS,
    );
    const client = await clientOf('shop', await passwordOf('shop'));
    await send(client, 'later');
    assert.deepEqual(await received(client, 2), ['before', 'later']);
  });

  await t.test('a topic is made, grows and goes', async () => {
    const topic = (wanted: (object: Topic) => boolean) =>
      namespace.untilIs<Topic>('kafkatopic', 'tea', wanted, PATIENCE_SECONDS);
    const settled = ({ metadata, status }: Topic) =>
      status?.observedGeneration === metadata?.generation;
    const admin = (await clientOf('shop', await passwordOf('shop'))).admin();
    await namespace.apply({
      apiVersion: 'kafka.strimzi.io/v1',
      kind: 'KafkaTopic',
      metadata: { name: 'tea', labels },
      spec: { partitions: 2, config: { 'retention.ms': 60000 } },
    });
    assert.ok((await topic(settled)).status?.topicId);
    await namespace.run(
      'patch',
      'kafkatopic',
      'tea',
      '--type=merge',
      '-p',
      JSON.stringify({ spec: { partitions: 3 } }),
    );
    await topic(settled);
    await admin.connect();
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: ['tea'] });
      assert.equal(topics[0]?.partitions.length, 3);
      await namespace.run('delete', 'kafkatopic', 'tea');
      await waitUntil(
        async () => !(await admin.listTopics()).includes('tea'),
        AbortSignal.timeout(PATIENCE_SECONDS * 1000),
        200,
      );
    } finally {
      await admin.disconnect();
    }
  });

  await t.test('its disk grows, and never shrinks', async () => {
    await change('kafkanodepool', { storage: { size: '2Gi' } });
    await namespace.untilIs<{
      spec: { resources: { requests: { storage: string } } };
    }>(
      'pvc',
      'data-events-events-0',
      ({ spec }) => spec.resources.requests.storage === '2Gi',
      PATIENCE_SECONDS,
    );
  });

  await t.test('what it cannot give it names, and goes on', async () => {
    await change('kafka', { kafka: { version: '3.9.0' } });
    const { status } = await kafka(
      object =>
        object.status?.conditions?.[0]?.reason === 'InvalidResourceException',
    );
    assert.match(status?.conditions?.[0]?.message ?? '', /has Kafka 4\.0\.0/);
    const client = await clientOf('shop', await passwordOf('shop'));
    await send(client, 'still');
    await change('kafka', { kafka: { version: null } });
    await kafka(isReady);
  });

  await t.test('a user that is deleted gets in no more', async () => {
    const password = await passwordOf('shop');
    await namespace.run('delete', 'kafkauser', 'shop');
    await waitUntil(
      async () => {
        const client = await clientOf('shop', password);
        return send(client, 'gone').then(
          () => false,
          () => true,
        );
      },
      AbortSignal.timeout(PATIENCE_SECONDS * 1000),
      500,
    );
  });

  await t.test('its disk goes with it where that is asked for', async () => {
    await namespace.run('delete', 'kafka', 'events');
    await namespace.gone('events-events-0');
    await waitUntil(
      async () =>
        (await namespace.run(
          'get',
          'pvc,service,statefulset',
          '-l',
          'strimzi.io/cluster=events',
          '-o',
          'name',
        )) === '',
      AbortSignal.timeout(PATIENCE_SECONDS * 1000),
      200,
    );
  });
});

test('three nodes form one cluster', async t => {
  const started = Date.now();
  const own = { 'strimzi.io/cluster': 'trio' };
  await namespace.apply({
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaNodePool',
    metadata: { name: 'trio', labels: own },
    spec: {
      replicas: 3,
      roles: ['controller', 'broker'],
      storage: { type: 'persistent-claim', size: '1Gi', deleteClaim: true },
      resources: { limits: { memory: '640Mi' } },
    },
  });
  await namespace.apply({
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'Kafka',
    metadata: { name: 'trio' },
    spec: {
      kafka: {
        listeners: [{ name: 'open', port: 9092, type: 'internal', tls: false }],
      },
    },
  });
  await namespace.untilIs<Kafka>('kafka', 'trio', isReady, PATIENCE_SECONDS);
  t.diagnostic(`three nodes to ready: ${Date.now() - started} ms`);
  const { podPrefix } = platformUnderTest().addresses;
  const pod = await namespace.get<Pod>('pod', 'trio-trio-0');
  const host = reachableAt(podPrefix, pod.status?.podIP);
  const admin = new KafkaClient({
    brokers: [`${host}:9092`],
    logLevel: logLevel.NOTHING,
  }).admin();
  await admin.connect();
  try {
    const { brokers } = await admin.describeCluster();
    assert.deepEqual(brokers.map(({ nodeId }) => nodeId).sort(), [0, 1, 2]);
    await admin.createTopics({
      waitForLeaders: false,
      topics: [{ topic: 'copied', numPartitions: 1, replicationFactor: 3 }],
    });
    // Brokers hear of a new topic one after another.
    const copies = () =>
      admin.fetchTopicMetadata({ topics: ['copied'] }).then(
        ({ topics }) => topics[0]?.partitions[0]?.isr.length,
        () => undefined,
      );
    await waitUntil(
      async () => (await copies()) === 3,
      AbortSignal.timeout(PATIENCE_SECONDS * 1000),
      200,
    );
  } finally {
    await admin.disconnect();
  }
});
