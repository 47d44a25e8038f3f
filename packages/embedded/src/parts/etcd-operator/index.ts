import type { HostedOperator } from '../../middleware/operator/hosted.ts';
import { ETCD_VERSION } from '../kubernetes-tools.ts';
import { etcdClusters } from './model.ts';

/** Stand-in for etcd-io's etcd-operator: the etcd that it runs is the real one. */
export const etcdOperator: HostedOperator = {
  name: 'etcd-operator',
  runs: `etcd ${ETCD_VERSION.slice(1)}`,
  folder: import.meta.dirname,
  resources: [etcdClusters],
  start: async context =>
    (await import('./operator.ts')).startOperator(context),
};
