import {
  customKindName,
  type CustomObject,
  type CustomReader,
} from '@pilothouse/plugin-platform-node';
import { offeredKinds, type Scope } from './kinds';
import {
  classesOf,
  plansOf,
  specOf,
  type ServiceClass,
  type ServicePlan,
} from './model';
import { classNamed, nameBy, planNamed } from './naming';

/** A class as one cluster has it. */
export interface Held {
  readonly cluster: string;
  readonly scope: Scope;
  readonly serviceClass: ServiceClass;
  readonly plans: readonly ServicePlan[];
  /** Missing where it is not there. */
  readonly broker?: CustomObject;
  readonly brokerName: string;
}

const scopes: readonly Scope[] = ['cluster', 'namespace'];

/** All classes that a cluster has, with their plans and brokers. */
export function heldIn(reader: CustomReader): Held[] {
  return scopes.flatMap(scope => {
    const kinds = offeredKinds[scope];
    const listed = (kind: keyof typeof kinds) =>
      reader.list(customKindName(kinds[kind]));
    const plans = groupedByClass(plansOf(listed('plan')));
    return classesOf(listed('serviceClass')).map((serviceClass): Held => {
      const { name, namespace } = serviceClass.metadata;
      const { clusterServiceBrokerName, serviceBrokerName } = serviceClass.spec;
      const brokerName = clusterServiceBrokerName ?? serviceBrokerName ?? '';
      return {
        cluster: reader.cluster,
        scope,
        serviceClass,
        plans: plans.get(placeKey(namespace, name)) ?? [],
        broker: reader.get(customKindName(kinds.broker), {
          namespace,
          name: brokerName,
        }),
        brokerName,
      };
    });
  });
}

/**
 * What stands for a class in all clusters: its object is named after its id, which brokers
 * keep.
 */
export function classKey(scope: Scope, name: string): string {
  return `${scope}/${name}`;
}

/** The class of an instance, as {@link classKey} has it, also where it is not there any more. */
export function classKeyOf(
  instance: CustomObject,
  held: readonly Held[],
): string | undefined {
  const naming = classNamed(specOf(instance));
  if (!naming) return undefined;
  const { scope, by, value } = naming;
  if (by === 'name') return classKey(scope, value);
  const namespace = instance.metadata?.namespace;
  const found = held.find(
    each =>
      each.scope === scope &&
      nameBy(each.serviceClass, by) === value &&
      (scope === 'cluster' ||
        each.serviceClass.metadata.namespace === namespace),
  );
  return classKey(scope, found?.serviceClass.metadata.name ?? value);
}

/** The plan of an instance, of those that its class has. */
export function planOf(
  instance: CustomObject,
  plans: readonly ServicePlan[],
): ServicePlan | undefined {
  const naming = planNamed(specOf(instance));
  if (naming) {
    return plans.find(plan => nameBy(plan, naming.by) === naming.value);
  }
  const [only, ...others] = plans.filter(
    ({ status }) => !status.removedFromBrokerCatalog,
  );
  return others.length === 0 ? only : undefined;
}

/** The class as a cluster has it, where objects of a namespace may name it. */
export function heldFor(
  held: readonly Held[],
  cluster: string,
  namespace: string | undefined,
): Held | undefined {
  return held.find(
    each =>
      each.cluster === cluster &&
      (each.scope === 'cluster' ||
        each.serviceClass.metadata.namespace === namespace),
  );
}

/** What stands for the class of an instance, by what its own cluster calls its classes. */
export function classKeyIn(
  cluster: string,
  instance: CustomObject,
  all: readonly Held[],
): string | undefined {
  return classKeyOf(
    instance,
    all.filter(each => each.cluster === cluster),
  );
}

function groupedByClass(
  plans: readonly ServicePlan[],
): ReadonlyMap<string, readonly ServicePlan[]> {
  const groups = new Map<string, ServicePlan[]>();
  for (const plan of plans) {
    const { clusterServiceClassRef, serviceClassRef } = plan.spec;
    const name = (clusterServiceClassRef ?? serviceClassRef)?.name ?? '';
    const key = placeKey(plan.metadata.namespace, name);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(plan);
  }
  return groups;
}

function placeKey(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
