import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';
import type { MiddlewareField } from '@pilothouse/plugin-platform-node';
import type { Scope } from './kinds';
import { textIn, type ServiceClass, type ServicePlan } from './model';

type By = 'name' | 'externalID' | 'externalName';

interface Way {
  readonly by: By;
  readonly serviceClass: string;
  readonly plan: string;
}

const ways = (prefix: string, className: string, planName: string): Way[] =>
  (
    [
      ['name', 'Name'],
      ['externalID', 'ExternalID'],
      ['externalName', 'ExternalName'],
    ] as const
  ).map(([by, end]) => ({
    by,
    serviceClass: `${prefix}${className}${end}`,
    plan: `${prefix}${planName}${end}`,
  }));

/** The fields by which an instance names its class and its plan, the strongest first. */
const allWays: Readonly<Record<Scope, readonly Way[]>> = {
  cluster: ways('clusterS', 'erviceClass', 'ervicePlan'),
  namespace: ways('s', 'erviceClass', 'ervicePlan'),
};

/** Fields by which instances name class and plan: what of them everybody may see. */
export const namingFields: readonly MiddlewareField[] = Object.values(
  allWays,
).flatMap(each =>
  each.flatMap(({ serviceClass, plan }) => [
    {
      path: [serviceClass],
      title: { en: 'Class', zh: '服务类' },
      source: 'ServiceInstance',
    },
    {
      path: [plan],
      title: { en: 'Plan', zh: '套餐' },
      source: 'ServiceInstance',
    },
  ]),
);

const refs = {
  cluster: {
    serviceClass: 'clusterServiceClassRef',
    plan: 'clusterServicePlanRef',
  },
  namespace: { serviceClass: 'serviceClassRef', plan: 'servicePlanRef' },
} as const;

/** What an instance names as its class or its plan, and by which of their names. */
export interface Naming {
  readonly scope: Scope;
  readonly by: By;
  readonly value: string;
}

/** Whether an instance names a class of the cluster or one of its namespace. */
export function scopeOf(spec: Values): Scope {
  const { serviceClass } = refs.cluster;
  return spec[serviceClass] !== undefined ||
    allWays.cluster.some(way => textIn(spec, way.serviceClass))
    ? 'cluster'
    : 'namespace';
}

/** What an instance is of as the controller reads it: the class stays the one that it found. */
export function classNamed(spec: Values): Naming | undefined {
  return found(spec, 'serviceClass') ?? written(spec, 'serviceClass');
}

/**
 * The plan of an instance as the controller reads it: by what is written, as what it found
 * may be of the plan before.
 */
export function planNamed(spec: Values): Naming | undefined {
  return written(spec, 'plan') ?? found(spec, 'plan');
}

function found(
  spec: Values,
  part: 'serviceClass' | 'plan',
): Naming | undefined {
  const scope = scopeOf(spec);
  const name = textIn(
    valuesSchema.safeParse(spec[refs[scope][part]]).data ?? {},
    'name',
  );
  return name ? { scope, by: 'name', value: name } : undefined;
}

/** Fields in which a spec names its class or its plan, in either scope. */
export function fieldsWritten(
  spec: Values,
  part: 'serviceClass' | 'plan',
): string[] {
  return Object.values(allWays)
    .flat()
    .map(way => way[part])
    .filter(field => spec[field] !== undefined);
}

/** Fields in which the controller tells what it has found. */
export const foundFields: readonly string[] = Object.values(refs).flatMap(
  each => [each.serviceClass, each.plan],
);

/** What whoever ordered wrote as class or plan. */
export function written(
  spec: Values,
  part: 'serviceClass' | 'plan',
): Naming | undefined {
  const scope = scopeOf(spec);
  for (const way of allWays[scope]) {
    const value = textIn(spec, way[part]);
    if (value) return { scope, by: way.by, value };
  }
  return undefined;
}

/** What something is called by one of its names. */
export function nameBy(
  { metadata, spec }: Pick<ServiceClass | ServicePlan, 'metadata' | 'spec'>,
  by: By,
): string {
  return by === 'name' ? metadata.name : spec[by];
}

/** The fields with which a new instance names a class and a plan. */
export function fieldsNaming(
  scope: Scope,
  by: By,
  { serviceClass, plan }: { serviceClass: ServiceClass; plan: ServicePlan },
): Values {
  const way = allWays[scope].find(each => each.by === by);
  return way
    ? {
        [way.serviceClass]: nameBy(serviceClass, by),
        [way.plan]: nameBy(plan, by),
      }
    : {};
}

/**
 * The field with which an instance changes to a plan: that in which it names one now, as a
 * weaker one would not count beside it.
 */
export function planField(spec: Values, plan: ServicePlan): Values {
  const scope = scopeOf(spec);
  const by = written(spec, 'plan')?.by ?? 'externalName';
  const way = allWays[scope].find(each => each.by === by);
  return way ? { [way.plan]: nameBy(plan, by) } : {};
}
