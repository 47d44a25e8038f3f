import type { HostedContext } from '../../middleware/operator/hosted.ts';
import {
  startStatefulOperator,
  type Parts,
} from '../../middleware/operator/stateful-operator.ts';
import { decideEtcd, type MemberAction } from './decide.ts';
import type { EtcdClient } from './etcd-client.ts';
import { etcdImage } from './image.ts';
import { clientOf, look, type Seen } from './members.ts';
import { etcdClusters, type EtcdCluster } from './model.ts';

/** Begins to follow clusters. */
export async function startOperator(context: HostedContext): Promise<void> {
  const { podPrefix, etcdProgram } = context;
  await startStatefulOperator<EtcdCluster, Seen, MemberAction>(context, {
    resource: etcdClusters,
    component: 'etcd-operator',
    image: etcdImage(etcdProgram),
    label: 'controller',
    follows: ['services', 'configMaps'],
    look: (_, { pods }) => look(podPrefix, pods),
    decide: decideEtcd,
    async perform(action, _, parts) {
      const client = await healthyMember(podPrefix, parts);
      switch (action.kind) {
        case 'own-add':
          await client.addLearner(action.peerUrl);
          return;
        case 'own-promote':
          await client.promote(action.id);
          return;
        case 'own-remove':
          await client.remove(action.id);
      }
    },
  });
}

/** @throws where no member answers in agreement with the others */
async function healthyMember(
  podPrefix: string,
  { pods }: Parts,
): Promise<EtcdClient> {
  const clients = pods.flatMap(pod => clientOf(podPrefix, pod) ?? []);
  const asked = clients.map(async client => {
    const { isHealthy } = await client.answer();
    if (!isHealthy) throw new Error('It does not agree with the others.');
    return client;
  });
  return Promise.any(asked).catch(() => {
    throw new Error('No member of the cluster answers.');
  });
}
