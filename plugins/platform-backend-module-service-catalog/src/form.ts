import {
  noPlan,
  type OrderForm,
  type Values,
  type Words,
} from '@pilothouse/plugin-platform-common';
import {
  portableSchema,
  type CustomObject,
  type MiddlewareField,
  type MiddlewareForm,
} from '@pilothouse/plugin-platform-node';
import { classKeyIn, heldFor, planOf, type Held } from './catalog';
import { costsOf } from './costs';
import type { ItemSource } from './item';
import { isPlanUpdatable, specOf, textIn, type ServicePlan } from './model';
import { fieldsNaming, planField } from './naming';

type Plan = OrderForm['plans'][number];

const parameters: MiddlewareField = {
  path: ['parameters'],
  title: { en: 'Parameters', zh: '参数' },
  source: 'instanceCreateParameterSchema',
};
const unknownParameters: Words = {
  en: 'Where a plan does not say which parameters it takes, add them by name. Those that are no texts go into the other fields below, as YAML under parameters.',
  zh: '如果套餐没有说明有哪些参数，请按名称逐个添加。不是文本的参数请在下面的其他字段中以 YAML 写在 parameters 之下。',
};

/** The plans of a class that can be ordered. */
export function orderable({ serviceClass, plans }: Held): ServicePlan[] {
  return serviceClass.status.removedFromBrokerCatalog
    ? []
    : plans.filter(({ status }) => !status.removedFromBrokerCatalog);
}

/** What is asked of whoever orders a class in a cluster, or changes an instance there. */
export function formFor(
  { key, held, all }: Pick<ItemSource, 'key' | 'held' | 'all'>,
  cluster: string,
  instance?: CustomObject,
): MiddlewareForm {
  if (!instance) {
    const here = held.filter(each => each.cluster === cluster);
    const plans = here.flatMap(each =>
      orderable(each).map(plan => newPlan(each, plan, all)),
    );
    return formWith(distinct(plans));
  }
  const own =
    classKeyIn(cluster, instance, all) === key
      ? heldFor(held, cluster, instance.metadata?.namespace)
      : undefined;
  return formWith(plansFrom(own, instance));
}

function formWith(plans: readonly Plan[]): MiddlewareForm {
  const help = plans.some(({ schema }) => isOpen(schema));
  return {
    schema: plans[0]?.schema ?? {},
    fields: [{ ...parameters, ...(help && { help: unknownParameters }) }],
    // Only their brokers know which of them are secret.
    sensitive: [parameters.path],
    plans: [...plans],
  };
}

/** A plan of a new instance. Names that people read are used where they name one class alone. */
function newPlan(held: Held, plan: ServicePlan, all: readonly Held[]): Plan {
  const { scope, serviceClass, cluster } = held;
  const namesakes = all.filter(
    each =>
      each.cluster === cluster &&
      each.scope === scope &&
      each.serviceClass.metadata.namespace ===
        serviceClass.metadata.namespace &&
      each.serviceClass.spec.externalName === serviceClass.spec.externalName,
  );
  const by = namesakes.length === 1 ? 'externalName' : 'name';
  const { instanceCreateParameterSchema: schema } = plan.spec;
  return {
    ...wordsOf(plan),
    values: fieldsNaming(scope, by, { serviceClass, plan }),
    schema: schemaOf(schema),
  };
}

const unknownPlan: Plan = {
  name: noPlan,
  title: { en: 'Its plan', zh: '当前套餐' },
  summary: {
    en: 'No catalog has its plan any more.',
    zh: '目录中已没有它的套餐。',
  },
  values: {},
  schema: schemaOf(undefined),
};

/** The plan of an instance, and those that it may change to. */
function plansFrom(held: Held | undefined, instance: CustomObject): Plan[] {
  const spec = specOf(instance);
  const current = held && planOf(instance, held.plans);
  const others =
    held && isPlanUpdatable(held.serviceClass, current)
      ? orderable(held).filter(plan => plan !== current)
      : [];
  return [
    current ? changedPlan(current, {}) : unknownPlan,
    ...others.map(plan => changedPlan(plan, planField(spec, plan))),
  ];
}

function changedPlan(plan: ServicePlan, values: Values): Plan {
  const { instanceCreateParameterSchema, instanceUpdateParameterSchema } =
    plan.spec;
  return {
    ...wordsOf(plan),
    values,
    schema: schemaOf(
      instanceUpdateParameterSchema ?? instanceCreateParameterSchema,
    ),
  };
}

function schemaOf(of: Values | undefined): Values {
  const { schema, definitions } = portableSchema(of);
  const needed: unknown = Object(schema).required;
  return {
    ...definitions,
    type: 'object',
    properties: { parameters: schema },
    // Brokers take none for an empty object, and then miss what is required in it.
    ...(Array.isArray(needed) &&
      needed.length > 0 && { required: parameters.path }),
  };
}

/** Whether any parameters may be written. */
function isOpen(schema: Plan['schema']): boolean {
  const [inner] = Object.values(Object(schema?.properties));
  return Object(inner).additionalProperties === true;
}

function wordsOf({
  spec,
}: ServicePlan): Pick<Plan, 'name' | 'title' | 'summary'> {
  const { externalName, externalMetadata, description, free } = spec;
  const title = textIn(externalMetadata, 'displayName') ?? externalName;
  const { bullets } = externalMetadata;
  const points = (Array.isArray(bullets) ? bullets : []).filter(
    point => typeof point === 'string' && point !== description,
  );
  const costs = costsOf(externalMetadata, free);
  const said = [description, ...points];
  const summary = (language: keyof Words) =>
    [...said, costs?.[language]].filter(Boolean).join(' · ') || title;
  return {
    name: externalName,
    title: { en: title, zh: title },
    summary: { en: summary('en'), zh: summary('zh') },
  };
}

/** In namespaces, the same class may be there several times. */
function distinct(plans: readonly Plan[]): Plan[] {
  return [...new Map(plans.map(plan => [plan.name, plan])).values()];
}
