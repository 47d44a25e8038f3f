import { Kafka, logLevel } from 'kafkajs';

const PATIENCE_MS = 60_000;

/**
 * Sends a message to a topic of Kafka, and waits for it.
 *
 * @returns all messages of the topic, the oldest first
 */
export async function throughKafka(
  login: {
    readonly host: string;
    readonly user: string;
    readonly password: string;
  },
  { topic, value }: { readonly topic: string; readonly value: string },
): Promise<string[]> {
  const { host, user, password } = login;
  const client = new Kafka({
    brokers: [`${host}:9092`],
    logLevel: logLevel.NOTHING,
    sasl: { mechanism: 'scram-sha-512', username: user, password },
  });
  const producer = client.producer();
  const consumer = client.consumer({ groupId: `${user}-${Date.now()}` });
  const heard: string[] = [];
  try {
    await producer.connect();
    await producer.send({ topic, messages: [{ value }] });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const late = () => reject(new Error(`${topic} never had ${value}`));
      setTimeout(late, PATIENCE_MS).unref();
      const run = consumer.run({
        eachMessage: async ({ message }) => {
          heard.push(String(message.value));
          if (heard.at(-1) === value) resolve();
        },
      });
      run.catch(reject);
    });
  } finally {
    await consumer.disconnect();
    await producer.disconnect();
  }
  return heard;
}
