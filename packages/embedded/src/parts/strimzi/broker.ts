import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import {
  alterUserScramCredentialsV0,
  ConfigResourceTypes,
  Connection,
  createPartitionsV3,
  createTopicsV7,
  deleteTopicsV6,
  describeConfigsV4,
  describeUserScramCredentialsV0,
  incrementalAlterConfigsV1,
  metadataV12,
} from '@platformatic/kafka';
import { NODE_USER } from './settings.ts';
import { ports } from './model.ts';
import type { TopicAction } from './topics.ts';

const derive = promisify(pbkdf2);

const TIMEOUT_MS = 10_000;
const SCRAM_SHA_512 = 2;
const ITERATIONS = 4096;
const KEY_BYTES = 64;
/** To set a value, as the protocol has it. */
const SET = 0 as const;

/** A topic as the brokers have it. */
export interface SeenTopic {
  readonly id: string;
  readonly partitions: number;
  readonly replicas: number;
  /** What was set for it. */
  readonly config: ReadonlyMap<string, string>;
}

/** What the brokers of a Kafka say. */
export interface Seen {
  /**
   * The accounts that they know, with the password where it is known here; undefined where
   * none of them answers.
   */
  readonly users?: ReadonlyMap<string, string | undefined>;
  /** The topics of people, by name, as far as they are asked for. */
  readonly topics?: ReadonlyMap<string, SeenTopic>;
  /** What they last refused of a topic, by its name. */
  readonly refusals?: ReadonlyMap<string, string>;
}

/** Where a broker is, and the password by which it knows the operator. */
export interface BrokerAccess {
  readonly host: string;
  readonly password: string;
}

/** Accounts by name, and topics of these names. @throws where the broker does not answer */
export function look(
  access: BrokerAccess,
  names: readonly string[],
): Promise<{ users: string[]; topics: Map<string, SeenTopic> }> {
  return withBroker(access, async connection => {
    const { results } = await describeUserScramCredentialsV0.api.async(
      connection,
      [],
    );
    const topics =
      names.length > 0 ? await topicsAt(connection, names) : new Map();
    return { users: results.map(({ user }) => user), topics };
  });
}

async function topicsAt(
  connection: Connection,
  names: readonly string[],
): Promise<Map<string, SeenTopic>> {
  const { topics } = await metadataV12.api.async(
    connection,
    null,
    false,
    false,
  );
  const found = topics.filter(({ name }) => name && names.includes(name));
  if (found.length === 0) return new Map();
  const { results } = await describeConfigsV4.api.async(
    connection,
    found.map(({ name }) => ({
      resourceType: ConfigResourceTypes.TOPIC,
      resourceName: name ?? '',
      configurationKeys: null,
    })),
    false,
    false,
  );
  const configs = new Map(
    results.map(({ resourceName, configs: all }) => [
      resourceName,
      new Map(all.map(({ name, value }) => [name, value ?? ''])),
    ]),
  );
  return new Map(
    found.map(({ name, topicId, partitions }) => [
      name ?? '',
      {
        id: idOf(topicId),
        partitions: partitions.length,
        replicas: partitions[0]?.replicaNodes.length ?? 0,
        config: configs.get(name ?? '') ?? new Map<string, string>(),
      },
    ]),
  );
}

/** An id as Kafka's own tools write it. */
function idOf(uuid: string): string {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
}

/** Changes the topics of the brokers. @throws what they refuse */
export async function changeTopic(
  access: BrokerAccess,
  action: TopicAction,
): Promise<void> {
  const { name } = action;
  await withBroker<unknown>(access, connection => {
    switch (action.kind) {
      case 'own-make-topic': {
        const { partitions, replicas } = action;
        const configs = Object.entries(action.config).map(([key, value]) => ({
          name: key,
          value,
        }));
        const topic = {
          name,
          numPartitions: partitions,
          replicationFactor: replicas,
          assignments: [],
          configs,
        };
        return createTopicsV7.api.async(connection, [topic], TIMEOUT_MS, false);
      }
      case 'own-add-partitions': {
        const topic = { name, count: action.partitions, assignments: null };
        return createPartitionsV3.api.async(
          connection,
          [topic],
          TIMEOUT_MS,
          false,
        );
      }
      case 'own-configure-topic': {
        const configs = Object.entries(action.config).map(([key, value]) => ({
          name: key,
          configOperation: SET,
          value,
        }));
        const resource = {
          resourceType: ConfigResourceTypes.TOPIC,
          resourceName: name,
          configs,
        };
        return incrementalAlterConfigsV1.api.async(
          connection,
          [resource],
          false,
        );
      }
      default:
        return deleteTopicsV6.api.async(connection, [{ name }], TIMEOUT_MS);
    }
  });
}

/** Sets the password of an account, which is made where there is none. */
export async function setUser(
  access: BrokerAccess,
  name: string,
  password: string,
): Promise<void> {
  const salt = randomBytes(32);
  const saltedPassword = await derive(
    password,
    salt,
    ITERATIONS,
    KEY_BYTES,
    'sha512',
  );
  const credential = {
    name,
    mechanism: SCRAM_SHA_512,
    iterations: ITERATIONS,
    salt,
    saltedPassword,
  };
  await withBroker(access, connection =>
    alterUserScramCredentialsV0.api.async(connection, [], [credential]),
  );
}

/** Takes an account away. */
export async function removeUser(
  access: BrokerAccess,
  name: string,
): Promise<void> {
  const credential = { name, mechanism: SCRAM_SHA_512 };
  await withBroker(access, connection =>
    alterUserScramCredentialsV0.api.async(connection, [credential], []),
  );
}

async function withBroker<T>(
  { host, password }: BrokerAccess,
  ask: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = new Connection('strimzi', {
    connectTimeout: TIMEOUT_MS,
    sasl: { mechanism: 'PLAIN', username: NODE_USER, password },
  });
  // What fails is told by what was asked for.
  connection.on('error', () => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The broker at ${host} does not answer.`)),
      TIMEOUT_MS,
    );
  });
  try {
    const asked = connection
      .connect(host, ports.replication)
      ?.then(() => ask(connection));
    return await Promise.race([asked as Promise<T>, late]);
  } finally {
    clearTimeout(timer);
    void connection.close().catch(() => {});
  }
}
