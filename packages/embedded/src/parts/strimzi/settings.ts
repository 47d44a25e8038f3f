import { ports, type Kafka, type Listener } from './model.ts';

/** Account by which the nodes of a Kafka know each other, and the operator. */
export const NODE_USER = 'strimzi';

/** Names of the listeners that nodes have for each other. */
export const CONTROL_LISTENER = `CONTROLPLANE-${ports.controlPlane}`;
export const NODE_LISTENER = `REPLICATION-${ports.replication}`;

/** What Strimzi sets itself, whoever asks for something else. */
const forbidden = [
  'listeners',
  'advertised.',
  'broker.',
  'listener.',
  'host.name',
  'port',
  'inter.broker.listener.name',
  'sasl.',
  'ssl.',
  'security.',
  'password.',
  'log.dir',
  'metadata.log.dir',
  'super.user',
  'authorizer.',
  'node.id',
  'process.roles',
  'controller',
  'early.start.listeners',
  'principal.builder.class',
];

/** Settings that Strimzi allows for nevertheless. */
const allowed = ['controller.quorum.election', 'controller.quorum.request'];

/** Keys of a Kafka's configuration that do not count, since the operator sets them. */
export function ignoredKeys({ spec }: Kafka): string[] {
  return Object.keys(spec.kafka.config ?? {}).filter(key => !isAllowed(key));
}

function isAllowed(key: string): boolean {
  const begins = (start: string) => key.startsWith(start);
  return (
    /^[A-Za-z][\w.-]*$/.test(key) &&
    (allowed.some(begins) || !forbidden.some(begins))
  );
}

/** Name by which Kafka knows a listener. */
export function listenerName({ name, port }: Listener): string {
  return `${name.toUpperCase()}-${port}`;
}

/** What a person has not set: Kafka would take half of a small node's memory for this. */
const usual = [['log.cleaner.dedupe.buffer.size', 16 * 2 ** 20]] as const;

/** Settings that all nodes of a Kafka have, as its file of properties has them. */
export function settingsOf({ spec }: Kafka): string {
  const { config = {}, listeners } = spec.kafka;
  const protocols = [
    [CONTROL_LISTENER, 'SASL_PLAINTEXT'],
    [NODE_LISTENER, 'SASL_PLAINTEXT'],
    ...listeners.map(listener => [
      listenerName(listener),
      listener.authentication ? 'SASL_PLAINTEXT' : 'PLAINTEXT',
    ]),
  ];
  const own: Record<string, string> = {
    'controller.listener.names': CONTROL_LISTENER,
    'inter.broker.listener.name': NODE_LISTENER,
    'listener.security.protocol.map': protocols
      .map(parts => parts.join(':'))
      .join(','),
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    ...Object.fromEntries(
      [CONTROL_LISTENER, NODE_LISTENER].map(name => [
        `listener.name.${name.toLowerCase()}.sasl.enabled.mechanisms`,
        'PLAIN',
      ]),
    ),
  };
  for (const listener of listeners.filter(each => each.authentication)) {
    const start = `listener.name.${listenerName(listener).toLowerCase()}`;
    own[`${start}.sasl.enabled.mechanisms`] = 'SCRAM-SHA-512';
    own[`${start}.scram-sha-512.sasl.jaas.config`] =
      'org.apache.kafka.common.security.scram.ScramLoginModule required;';
  }
  const asked = Object.entries(config).filter(([key]) => isAllowed(key));
  return [...usual, ...asked, ...Object.entries(own)]
    .map(([key, value]) => `${key}=${onOneLine(value)}`)
    .join('\n');
}

/** A value cannot begin another setting. */
function onOneLine(value: unknown): string {
  return String(value).replace(/\\|[\r\n]+/g, found =>
    found === '\\' ? '\\\\' : ' ',
  );
}
