import { parseEntityRef } from '@backstage/catalog-model';
import {
  isClosed,
  secretsLacking,
  valuesFor,
  valuesSchema,
  withoutPaths,
  type Cost,
  type Item,
  type OrderForm,
  type Values,
  type Words,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';

const uiSchema = z.object({
  'ui:options': z.object({ item: z.string().min(1) }),
});

/** The item that a template asks for; undefined where any may be chosen. */
export function itemOf(ui: unknown): string | undefined {
  return uiSchema.safeParse(ui).data?.['ui:options'].item;
}

/** What was chosen where any item may be. */
export const choiceSchema = z.object({
  item: z.string().min(1),
  plan: z.string().min(1),
  /** What is to be otherwise than by the plan; null takes a field away. */
  values: valuesSchema.optional(),
});

/** What was chosen where any item may be. */
export type Choice = z.infer<typeof choiceSchema>;

/** Whether an item was chosen, but none of its plans, so that nothing would be ordered. */
export function isUnfinished(value: unknown): boolean {
  return (
    choiceSchema.pick({ item: true }).safeParse(value).success &&
    !choiceSchema.safeParse(value).success
  );
}

/** Items of which something new can be ordered somewhere, by their titles. */
export function orderable(items: Readonly<Record<string, Item>>): Item[] {
  return Object.values(items)
    .filter(({ offers }) =>
      offers.some(({ version, trouble }) => version && !trouble?.closed),
    )
    .sort((one, other) => one.title.localeCompare(other.title, 'en'));
}

/** What was entered that is otherwise than proposed; null for what was emptied. */
export function changesOf(
  fields: OrderForm['fields'],
  proposed: Values,
  entered: Values,
): Values {
  return fields.reduce<Values>((changes, { path }) => {
    const [was, is] = [proposed, entered].map(each => valueAt(each, path));
    if (JSON.stringify(was) === JSON.stringify(is)) return changes;
    const isBlank = is === undefined || is === '';
    if (isBlank && was === undefined) return changes;
    return withValueAt(changes, path, isBlank ? null : is);
  }, {});
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inside, name) =>
      Object.hasOwn(Object(inside), name)
        ? Reflect.get(Object(inside), name)
        : undefined,
    value,
  );
}

function withValueAt(
  values: Values,
  [name, ...rest]: readonly string[],
  value: unknown,
): Values {
  if (name === undefined) return values;
  const inner = valuesSchema.safeParse(values[name]).data ?? {};
  return {
    ...values,
    [name]: rest.length === 0 ? value : withValueAt(inner, rest, value),
  };
}

/**
 * What of a form is asked for here: nothing that may be secret, as runs of templates keep and
 * show what was entered.
 */
export function openPart(
  {
    fields,
    schema,
    sensitive = [],
  }: Pick<OrderForm, 'fields' | 'sensitive'> & {
    readonly schema: Values;
  },
  proposed: Values,
): { fields: OrderForm['fields']; schema: Values; proposed: Values } {
  const isWithin = (path: readonly string[], of: readonly string[]) =>
    of.every((name, i) => path[i] === name);
  return {
    fields: fields.filter(
      ({ path }) => !sensitive.some(hidden => isWithin(path, hidden)),
    ),
    schema: sensitive.reduce(schemaWithout, schema),
    proposed: withoutPaths(proposed, sensitive),
  };
}

function schemaWithout(schema: Values, path: readonly string[]): Values {
  const [name, ...rest] = path;
  if (name === undefined) return schema;
  const items = valuesSchema.safeParse(schema.items).data;
  if (items) return { ...schema, items: schemaWithout(items, path) };
  const properties = valuesSchema.safeParse(schema.properties).data ?? {};
  if (!Object.hasOwn(properties, name)) return schema;
  const { [name]: own, ...others } = properties;
  if (rest.length === 0) {
    const { required } = schema;
    return {
      ...schema,
      properties: others,
      ...(Array.isArray(required) && {
        required: required.filter(each => each !== name),
      }),
    };
  }
  const below = valuesSchema.safeParse(own).data ?? {};
  return {
    ...schema,
    properties: { ...properties, [name]: schemaWithout(below, rest) },
  };
}

/**
 * What a plan needs that may be secret and that it does not bring along, so that no template
 * can order it.
 */
export function secretsNeeded(
  form: OrderForm,
  plan: OrderForm['plans'][number],
  environment: string,
): string[] {
  const begun = valuesFor(plan, form.terms ?? [], environment);
  return secretsLacking(form, plan, begun).map(path => path.join('.'));
}

/** Where it would be ordered: for the team, in the first of the environments. */
export interface Wish {
  readonly owner?: string;
  readonly environments: readonly string[];
}

/** What may be chosen of an item, or why nothing may. */
export type Offer =
  | { readonly kind: 'team-first' | 'environment-first' }
  | {
      readonly kind: 'plans';
      readonly environment: string;
      /** The first in which it may be ordered. */
      readonly cluster: string;
      readonly plans: readonly {
        readonly name: string;
        readonly title: Words;
        readonly summary: Words;
        /** Missing where nobody has said. */
        readonly cost?: Cost;
      }[];
    }
  /** `no-place`: the team has none that the item can be had in. */
  | { readonly kind: 'no-place'; readonly environment: string }
  | { readonly kind: 'not-allowed'; readonly environment: string };

/** What of an item a team may order in its first environment. */
export function offerOf(
  form: Pick<OrderForm, 'costs' | 'places' | 'plans' | 'terms'>,
  { owner, environments: [environment] }: Wish,
): Offer {
  if (!owner) return { kind: 'team-first' };
  if (!environment) return { kind: 'environment-first' };
  const team = parseEntityRef(owner).name;
  const places = form.places.filter(
    place => place.tenant === team && place.environment === environment,
  );
  if (places.length === 0) return { kind: 'no-place', environment };
  if (places.every(({ ability }) => !ability.allowed)) {
    return { kind: 'not-allowed', environment };
  }
  const { costs = [], plans, terms = [] } = form;
  const costOf = (plan: string) =>
    costs.find(each => each.plan === plan && each.environment === environment)
      ?.cost;
  return {
    kind: 'plans',
    environment,
    cluster: places.find(({ ability }) => ability.allowed)?.cluster ?? '',
    plans: plans
      .filter(({ name }) => !isClosed(terms, { plan: name, environment }))
      .map(plan => ({ ...plan, cost: costOf(plan.name) })),
  };
}
