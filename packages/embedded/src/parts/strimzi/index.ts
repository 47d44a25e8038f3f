import type { HostedOperator } from '../../middleware/operator/hosted.ts';
import { KAFKA_VERSION, resources } from './model.ts';

/** Stand-in for the operator Strimzi: the Kafka that it runs is the real one. */
export const strimzi: HostedOperator = {
  name: 'strimzi',
  runs: `Kafka ${KAFKA_VERSION}`,
  folder: import.meta.dirname,
  resources: Object.values(resources),
  start: async context =>
    (await import('./operator.ts')).startOperator(context),
};
