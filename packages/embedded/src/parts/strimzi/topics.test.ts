import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeenTopic } from './broker.ts';
import type { Kafka, Topic } from './model.ts';
import { decideTopics } from './topics.ts';

const FINALIZER = 'strimzi.io/topic-operator';
const held = { finalizers: [FINALIZER] };
const going = { deletionTimestamp: '2026-01-02T03:04:05Z' };

const kafka: Kafka = {
  metadata: { name: 'events', namespace: 'shop' },
  spec: { kafka: { listeners: [] }, entityOperator: { topicOperator: {} } },
};

const found = (differing: Partial<SeenTopic> = {}): SeenTopic => ({
  id: 'id-1',
  partitions: 2,
  replicas: 1,
  config: new Map([['retention.ms', '60000']]),
  ...differing,
});

interface Case {
  readonly when: string;
  readonly spec?: Topic['spec'];
  readonly metadata?: Topic['metadata'];
  /** The topic as the brokers have it; null while none of them answers. */
  readonly has?: SeenTopic | null;
  readonly does?: readonly string[];
  readonly says?: RegExp;
  readonly refusal?: string;
  readonly of?: Kafka;
  /** Another one of the same topic, made on the day before or after. */
  readonly beside?: 'older' | 'younger';
}

const cases: readonly Case[] = [
  { when: 'it is new', metadata: {}, does: ['hold'] },
  { when: 'the brokers do not have it', does: ['own-make-topic'] },
  { when: 'no broker answers', has: null, does: [] },
  { when: 'it is as it is wanted', has: found(), does: [] },
  {
    when: 'there are to be more partitions',
    spec: { partitions: 3 },
    has: found(),
    does: ['own-add-partitions'],
  },
  {
    when: 'a setting is another',
    spec: { config: { 'retention.ms': 1 } },
    has: found(),
    does: ['own-configure-topic'],
  },
  {
    when: 'the brokers refuse it: it is tried again',
    refusal: 'Replication factor: 3 larger than available brokers: 1.',
    does: ['own-make-topic'],
    says: /larger than available brokers/,
  },
  {
    when: 'there are to be fewer partitions',
    spec: { partitions: 1 },
    has: found(),
    says: /set spec\.partitions to as many/,
  },
  {
    when: 'there are to be other copies',
    spec: { replicas: 3 },
    has: found(),
    says: /set spec\.replicas back/,
  },
  {
    when: 'the Kafka has no topic operator',
    of: { ...kafka, spec: { kafka: { listeners: [] } } },
    says: /no topic operator/,
  },
  {
    when: 'it is deleted',
    metadata: { ...held, ...going },
    has: found(),
    does: ['own-delete-topic'],
  },
  {
    when: 'it is deleted and gone already',
    metadata: { ...held, ...going },
    does: ['let go'],
  },
  {
    when: 'it is deleted while no broker answers',
    metadata: { ...held, ...going },
    has: null,
    does: [],
  },
  {
    when: 'an older one is of the same topic',
    spec: { config: { 'retention.ms': 1 } },
    has: found(),
    beside: 'older',
    says: /older KafkaTopic leaves manages/,
  },
  {
    when: 'a younger one is of the same topic',
    spec: { config: { 'retention.ms': 1 } },
    has: found(),
    beside: 'younger',
    does: ['own-configure-topic'],
  },
  {
    when: 'it is deleted, and an older one is of the same topic',
    metadata: { ...held, ...going },
    has: found(),
    beside: 'older',
    does: ['let go'],
  },
  {
    when: 'it is deleted, and a younger one is of the same topic',
    metadata: { ...held, ...going },
    has: found(),
    beside: 'younger',
    does: ['own-delete-topic'],
  },
];

for (const { when, spec = {}, metadata = held, has, ...expected } of cases) {
  test(`what is done of a topic when ${when}`, () => {
    const topic: Topic = {
      metadata: {
        name: 'tea',
        namespace: 'shop',
        creationTimestamp: '2026-01-02T00:00:00Z',
        ...metadata,
      },
      spec,
    };
    const day = expected.beside === 'older' ? '01' : '03';
    const other: Topic = {
      metadata: {
        name: 'leaves',
        namespace: 'shop',
        creationTimestamp: `2026-01-${day}T00:00:00Z`,
        ...held,
      },
      spec: { topicName: 'tea' },
    };
    const topics = new Map(has ? [['tea', has]] : []);
    const { of: resource = kafka, does = [], says, refusal } = expected;
    const refusals = new Map(refusal ? [['tea', refusal]] : []);
    const decisions = decideTopics({
      resource,
      parts: {
        statefulSets: [],
        pods: [],
        claims: [],
        services: [],
        secrets: [],
        configMaps: [],
        beside: { kafkatopics: expected.beside ? [topic, other] : [topic] },
      },
      image: { kind: 'ready' },
      seen: has === null ? {} : { topics, refusals },
      now: '2026-01-02T03:04:05Z',
    });
    const decision = decisions.find(each => each.topic === topic);
    const { actions = [], problem } = decision ?? {};
    const done = actions.map(action => {
      if (action.kind !== 'patch') return action.kind;
      return JSON.stringify(action.body).includes(FINALIZER)
        ? 'hold'
        : 'let go';
    });
    assert.deepEqual(done, does);
    if (says) assert.match(problem?.message ?? '', says);
    else assert.equal(problem, undefined);
  });
}
