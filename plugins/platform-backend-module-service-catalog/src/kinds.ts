import type { MiddlewareKind } from '@pilothouse/plugin-platform-node';

/** Whether brokers, classes and plans are the cluster's, or those of a namespace. */
export type Scope = 'cluster' | 'namespace';

const kindOf = (kind: string, plural: string): MiddlewareKind => ({
  group: 'servicecatalog.k8s.io',
  plural,
  kind,
  versions: ['v1beta1'],
});

/** The kinds of what is offered. */
export const offeredKinds = {
  cluster: {
    broker: kindOf('ClusterServiceBroker', 'clusterservicebrokers'),
    serviceClass: kindOf('ClusterServiceClass', 'clusterserviceclasses'),
    plan: kindOf('ClusterServicePlan', 'clusterserviceplans'),
  },
  namespace: {
    broker: kindOf('ServiceBroker', 'servicebrokers'),
    serviceClass: kindOf('ServiceClass', 'serviceclasses'),
    plan: kindOf('ServicePlan', 'serviceplans'),
  },
} as const satisfies Record<Scope, Record<string, MiddlewareKind>>;

/** What is ordered. */
export const instanceKind = kindOf('ServiceInstance', 'serviceinstances');

/** What credentials are asked for with. */
export const bindingKind = kindOf('ServiceBinding', 'servicebindings');

/** What the whole cluster can have. */
export const sharedKinds = Object.values(offeredKinds.cluster);

/** All kinds of Service Catalog. */
export const allKinds = [
  ...sharedKinds,
  ...Object.values(offeredKinds.namespace),
  instanceKind,
  bindingKind,
];
