import type { HostedOperator } from '../../middleware/operator/hosted.ts';
import { REDIS_VERSION } from '../../middleware/redis/redis-programs.ts';
import { resources } from './model.ts';

/** Stand-in for the OT Redis Operator: the Redis that it runs is the real one. */
export const redisOperator: HostedOperator = {
  name: 'redis-operator',
  runs: `Redis ${REDIS_VERSION}`,
  folder: import.meta.dirname,
  resources: Object.values(resources),
  start: async context =>
    (await import('./operator.ts')).startOperator(context),
};
