import type { HostedContext } from '../../middleware/operator/hosted.ts';
import { startStatefulOperator } from '../../middleware/operator/stateful-operator.ts';
import { decideRedis, removals, type Follow } from './decide.ts';
import { redisImage } from './image.ts';
import { resources, type RedisResource, type Setup } from './model.ts';
import { ServerAccess, type Servers } from './servers.ts';

const FINALIZERS = {
  replication: 'redisReplicationFinalizer',
  standalone: 'redisFinalizer',
} as const;

/** Begins to follow the resources of both kinds. */
export async function startOperator(context: HostedContext): Promise<void> {
  await Promise.all([
    start('replication', context),
    start('standalone', context),
  ]);
}

async function start(setup: Setup, context: HostedContext): Promise<void> {
  const { rest, podPrefix } = context;
  const access = new ServerAccess(rest, podPrefix);
  await startStatefulOperator<RedisResource, Servers, Follow>(context, {
    resource: resources[setup],
    component: 'redis-operator',
    image: redisImage,
    label: 'app',
    selector: `redis_setup_type=${setup}`,
    follows: ['claims', 'services'],
    look: async (resource, { pods }) =>
      setup === 'replication' ? access.look(resource, pods) : [],
    decide: observed => decideRedis(setup, observed),
    async perform({ master, pods: names }, resource, { pods }) {
      const find = (name: string) =>
        pods.find(({ metadata }) => metadata?.name === name);
      const source = find(master);
      for (const pod of names.map(find)) {
        if (source && pod) await access.follow(resource, pod, source);
      }
    },
    finalizer: {
      name: FINALIZERS[setup],
      actions: removals,
    },
  });
}
