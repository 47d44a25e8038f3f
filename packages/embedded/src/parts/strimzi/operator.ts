import {
  reachableAt,
  type HostedContext,
} from '../../middleware/operator/hosted.ts';
import { isReady } from '../../middleware/operator/objects.ts';
import {
  startStatefulOperator,
  type Parts,
} from '../../middleware/operator/stateful-operator.ts';
import { messageOf } from '../node-local/change-log.ts';
import {
  changeTopic,
  look,
  removeUser,
  setUser,
  type BrokerAccess,
  type Seen,
} from './broker.ts';
import { decideKafka, type KafkaAction } from './decide.ts';
import { nodeSecretName } from './names.ts';
import { kafkaImage } from './image.ts';
import {
  CLUSTER_LABEL,
  resources,
  topicNameOf,
  type Kafka,
  type Topic,
} from './model.ts';

/** What is known of things of a Kafka by their names, a text each. */
class Known {
  readonly #texts = new Map<string, string>();

  set(kafka: Kafka, name: string, text: string): void {
    this.#texts.set(keyOf(kafka, name), text);
  }

  get(kafka: Kafka, name: string): string | undefined {
    return this.#texts.get(keyOf(kafka, name));
  }

  remove(kafka: Kafka, name: string): void {
    this.#texts.delete(keyOf(kafka, name));
  }

  of(kafka: Kafka, names: readonly string[]): Map<string, string> {
    return new Map(
      names.flatMap((name): [string, string][] => {
        const text = this.get(kafka, name);
        return text === undefined ? [] : [[name, text]];
      }),
    );
  }
}

/** Begins to follow Kafkas, their nodes and their users. */
export async function startOperator(context: HostedContext): Promise<void> {
  const { podPrefix } = context;
  /** Passwords that were set since the operator began; brokers do not tell them. */
  const passwords = new Known();
  const refusals = new Known();
  await startStatefulOperator<Kafka, Seen, KafkaAction>(context, {
    resource: resources.kafkas,
    component: 'strimzi',
    image: kafkaImage,
    label: CLUSTER_LABEL,
    follows: ['claims', 'services', 'secrets'],
    beside: [resources.pools, resources.users, resources.topics],
    async look(kafka, parts) {
      const access = accessTo(kafka, parts, podPrefix);
      const topics = parts.beside?.[resources.topics.plural] ?? [];
      const names = topics.map(topic => topicNameOf(topic as Topic));
      const told = access && (await look(access, names).catch(() => undefined));
      return told
        ? {
            topics: told.topics,
            users: new Map(
              told.users.map(name => [name, passwords.get(kafka, name)]),
            ),
            refusals: refusals.of(kafka, names),
          }
        : {};
    },
    decide: decideKafka,
    async perform(action, kafka, parts) {
      const access = accessTo(kafka, parts, podPrefix);
      if (!access) throw new Error('No broker of the Kafka answers.');
      switch (action.kind) {
        case 'own-set-user':
          await setUser(access, action.name, action.password);
          passwords.set(kafka, action.name, action.password);
          return;
        case 'own-remove-user':
          await removeUser(access, action.name);
          return;
        default:
          await changeTopic(access, action).then(
            () => refusals.remove(kafka, action.name),
            error => refusals.set(kafka, action.name, reasonOf(error)),
          );
      }
    },
  });
}

/** What brokers say of what they refuse: the client wraps it. */
function reasonOf(error: unknown): string {
  const inner =
    error instanceof AggregateError ? error.errors.map(messageOf) : [];
  return inner.length > 0 ? inner.join(' ') : messageOf(error);
}

function keyOf({ metadata }: Kafka, name: string): string {
  return `${metadata?.uid}/${name}`;
}

/** A broker that is ready; undefined while there is none. */
function accessTo(
  kafka: Kafka,
  { pods, secrets }: Parts,
  podPrefix: string,
): BrokerAccess | undefined {
  const ready = pods.find(isReady);
  const host = reachableAt(podPrefix, ready?.status?.podIP);
  const secret = secrets.find(
    ({ metadata }) => metadata?.name === nodeSecretName(kafka),
  );
  const password = secret?.data?.password;
  return host && password
    ? { host, password: Buffer.from(password, 'base64').toString() }
    : undefined;
}
