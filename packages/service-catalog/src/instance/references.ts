import type {
  Broker,
  PlanReference,
  ServiceClass,
  ServiceInstance,
  ServicePlan,
} from '../model.ts';

/** What an instance is an instance of. */
export interface Offering {
  readonly serviceClass: ServiceClass;
  readonly plan: ServicePlan;
  /** All plans of the class. */
  readonly plans: readonly ServicePlan[];
  readonly broker: Broker;
  readonly scope: Scope;
}

/** Whether class, plan and broker are the cluster's or the namespace's. */
export type Scope = 'cluster' | 'namespace';

/** An offering, or why it cannot be found, with upstream's reason. */
export type OfferingResult =
  | { readonly kind: 'offering'; readonly offering: Offering }
  | {
      readonly kind: 'missing';
      readonly reason: string;
      readonly message: string;
    };

/** What brokers, classes and plans are known. */
export interface Known {
  readonly brokers: readonly Broker[];
  readonly classes: readonly ServiceClass[];
  readonly plans: readonly ServicePlan[];
}

/** Names of the fields by which a class and a plan are named, the strongest first. */
const WAYS = {
  cluster: [
    ['clusterServiceClassName', 'clusterServicePlanName', 'name'],
    [
      'clusterServiceClassExternalID',
      'clusterServicePlanExternalID',
      'externalID',
    ],
    [
      'clusterServiceClassExternalName',
      'clusterServicePlanExternalName',
      'externalName',
    ],
  ],
  namespace: [
    ['serviceClassName', 'servicePlanName', 'name'],
    ['serviceClassExternalID', 'servicePlanExternalID', 'externalID'],
    ['serviceClassExternalName', 'servicePlanExternalName', 'externalName'],
  ],
} as const satisfies Record<
  Scope,
  readonly (readonly [
    keyof PlanReference,
    keyof PlanReference,
    'name' | 'externalID' | 'externalName',
  ])[]
>;

/** Whether an instance names a class of the cluster or of its namespace. */
export function scopeOf({ spec }: ServiceInstance): Scope {
  return WAYS.cluster.some(([field]) => spec[field]) ? 'cluster' : 'namespace';
}

/** What a person wrote for class and plan. */
export function wantedNames(instance: ServiceInstance): {
  readonly className: string;
  readonly planName: string;
} {
  const { spec } = instance;
  const ways = WAYS[scopeOf(instance)];
  const first = (i: 0 | 1) =>
    ways.map(way => spec[way[i]]).find(name => name !== undefined) ?? '';
  return { className: first(0), planName: first(1) };
}

/** Finds class, plan and broker of an instance. */
export function resolve(
  instance: ServiceInstance,
  known: Known,
): OfferingResult {
  const scope = scopeOf(instance);
  const namespace =
    scope === 'cluster' ? undefined : instance.metadata?.namespace;
  const isHere = (object: { metadata?: ServiceClass['metadata'] }) =>
    object.metadata?.namespace === namespace;
  const { className, planName } = wantedNames(instance);
  const kind = scope === 'cluster' ? 'ClusterServiceClass' : 'ServiceClass';
  const serviceClass = classOf(instance, known.classes.filter(isHere));
  if (!serviceClass) {
    return {
      kind: 'missing',
      reason: 'ReferencesNonexistentServiceClass',
      message: className
        ? `There is no ${kind} ${className}, or there are several.`
        : 'The instance names no class.',
    };
  }
  const plans = known.plans.filter(
    plan => isHere(plan) && classRef(plan) === serviceClass.metadata?.name,
  );
  const plan = planOf(instance, plans);
  if (!plan) {
    return {
      kind: 'missing',
      reason: 'ReferencesNonexistentServicePlan',
      message: planName
        ? `The class ${serviceClass.spec.externalName} has no plan ${planName}.`
        : `The class ${serviceClass.spec.externalName} has ${plans.length} plans, and the instance names none of them.`,
    };
  }
  const brokerName =
    serviceClass.spec.clusterServiceBrokerName ??
    serviceClass.spec.serviceBrokerName;
  const broker = known.brokers.find(
    candidate => isHere(candidate) && candidate.metadata?.name === brokerName,
  );
  if (!broker) {
    return {
      kind: 'missing',
      reason: 'ReferencesNonexistentBroker',
      message: `The broker ${brokerName} of the class ${serviceClass.spec.externalName} is not there.`,
    };
  }
  return {
    kind: 'offering',
    offering: { serviceClass, plan, plans, broker, scope },
  };
}

/** Once it was found, the class stays the one that it was, whatever others are called. */
function classOf(
  { spec, ...instance }: ServiceInstance,
  classes: readonly ServiceClass[],
): ServiceClass | undefined {
  const ref = (spec.clusterServiceClassRef ?? spec.serviceClassRef)?.name;
  if (ref) return classes.find(({ metadata }) => metadata?.name === ref);
  for (const [field, , by] of WAYS[scopeOf({ spec, ...instance })]) {
    const wanted = spec[field];
    if (wanted) return only(classes.filter(one => nameBy(one, by) === wanted));
  }
  return undefined;
}

function planOf(
  { spec, ...instance }: ServiceInstance,
  plans: readonly ServicePlan[],
): ServicePlan | undefined {
  for (const [, field, by] of WAYS[scopeOf({ spec, ...instance })]) {
    const wanted = spec[field];
    if (wanted) return only(plans.filter(one => nameBy(one, by) === wanted));
  }
  return only(plans.filter(({ status }) => !status?.removedFromBrokerCatalog));
}

function nameBy(
  { metadata, spec }: ServiceClass | ServicePlan,
  by: 'name' | 'externalID' | 'externalName',
): string | undefined {
  return by === 'name' ? metadata?.name : spec[by];
}

function only<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}

/** Name of the class that a plan belongs to. */
export function classRef({ spec }: ServicePlan): string | undefined {
  return (spec.clusterServiceClassRef ?? spec.serviceClassRef)?.name;
}
