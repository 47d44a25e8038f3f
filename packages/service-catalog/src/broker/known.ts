import type { Scope } from '../instance/references.ts';
import type { Objects } from '../kube/objects.ts';
import type {
  Broker,
  ServiceClass,
  ServiceInstance,
  ServicePlan,
} from '../model.ts';
import { isAskedFor } from '../work.ts';

/** Resources of a broker, and of what it offers. */
export const RESOURCES = {
  cluster: {
    brokers: 'clusterservicebrokers',
    classes: 'clusterserviceclasses',
    plans: 'clusterserviceplans',
  },
  namespace: {
    brokers: 'servicebrokers',
    classes: 'serviceclasses',
    plans: 'serviceplans',
  },
} as const;

/** What is there of a broker's; what people made themselves is let be. */
export function knownOf(objects: Objects, broker: Broker, scope: Scope) {
  const { classes, plans } = RESOURCES[scope];
  const isOf = (one: ServiceClass | ServicePlan) => isOwned(one, broker);
  return {
    classes: objects[classes].list().filter(isOf),
    plans: objects[plans].list().filter(isOf),
  };
}

/** Instances of a broker's classes of which it may have something, by namespace and name. */
export function instancesOf(
  objects: Objects,
  broker: Broker,
  scope: Scope,
): string[] {
  const { classes } = knownOf(objects, broker, scope);
  return objects.serviceinstances
    .list()
    .filter(
      ({ status, ...instance }) =>
        isAskedFor(status?.deprovisionStatus) &&
        status?.deprovisionStatus !== 'Failed' &&
        classes.some(one => isUsedBy(one, instance)),
    )
    .map(({ metadata }) => `${metadata?.namespace}/${metadata?.name}`);
}

/** Whether an instance is one of a class, or has a plan. */
export function isUsedBy(
  { metadata }: ServiceClass | ServicePlan,
  { metadata: of, spec }: Pick<ServiceInstance, 'metadata' | 'spec'>,
): boolean {
  const refs = [
    spec.clusterServiceClassRef,
    spec.clusterServicePlanRef,
    spec.serviceClassRef,
    spec.servicePlanRef,
  ];
  const isHere = !metadata?.namespace || of?.namespace === metadata.namespace;
  return isHere && refs.some(ref => ref?.name === metadata?.name);
}

/** Whether a class or a plan is of a broker's catalog. */
export function isOwned(
  { metadata }: ServiceClass | ServicePlan,
  broker: Broker,
): boolean {
  return (metadata?.ownerReferences ?? []).some(
    ({ uid, controller }) => controller && uid === broker.metadata?.uid,
  );
}
