import { z } from 'zod';
import { abilitySchema } from '../deployments';
import { moment } from '../moment';
import { itemSchema, resourceSchema, wordsSchema } from './schema';
import { costSchema, termSchema, type Exceeded } from './terms';
import { lackingAt, valuesSchema, type Values } from './values';

/** Where a person may order: a namespace that they see. */
export const placeSchema = z.object({
  cluster: z.string().min(1),
  namespace: z.string().min(1),
  environment: z.string().optional(),
  tenant: z.string().optional(),
  /** Whether they may order there, and why not. */
  ability: abilitySchema,
});

/** Where a person may order. */
export type Place = z.infer<typeof placeSchema>;

/** A choice with which a form may begin. */
export const planSchema = z.object({
  name: z.string().min(1),
  title: wordsSchema,
  summary: wordsSchema,
  values: valuesSchema,
  /** JSON schema of what is asked for, where the plan has one of its own. */
  schema: z.record(z.string(), z.unknown()).optional(),
});

/** How a field is called and explained, in place of what its schema says. */
export const fieldSchema = z.object({
  /** Names of properties below `spec`. */
  path: z.array(z.string().min(1)).min(1),
  title: wordsSchema,
  help: wordsSchema.optional(),
  /** Whether it is an amount as `isQuantity` knows them. */
  quantity: z.boolean().optional(),
});

/** What is asked of whoever orders an item. */
export const orderFormSchema = z.object({
  item: itemSchema,
  /** The cluster whose schema it is. */
  cluster: z.string(),
  /** What an order makes there; missing where no API serves it. */
  resource: resourceSchema.optional(),
  /** Name of the kind of which an order makes one where no API serves it: `releases.helm.sh`. */
  composed: z.string().min(1).optional(),
  /** JSON schema of those fields of `spec` that are asked for. */
  schema: z.record(z.string(), z.unknown()),
  fields: z.array(fieldSchema),
  /** Paths below `spec` whose values are, or may be, shown to nobody. */
  sensitive: z.array(z.array(z.string())).optional(),
  /** The first is what a form begins with. */
  plans: z.array(planSchema).min(1),
  places: z.array(placeSchema),
  /** What plans cost, their limits and defaults, where anybody has said. */
  terms: z.array(termSchema).optional(),
  /** What each plan costs in each environment, as it is proposed there. */
  costs: z
    .array(
      z.object({
        plan: z.string(),
        /** Missing for places that belong to none. */
        environment: z.string().optional(),
        cost: costSchema,
      }),
    )
    .optional(),
  /** What the order restores, where it does. */
  restores: z
    .object({
      backup: z.string().min(1),
      finishedAt: moment.optional(),
      /** Name of what it is a backup of. */
      of: z.string().min(1),
      /** A name for the new instance. */
      name: z.string().min(1),
    })
    .optional(),
});

/** What is asked of whoever orders an item. */
export type OrderForm = z.infer<typeof orderFormSchema>;

/** How the fields and plans of an item are called, for what is said of its terms. */
export const termsNamesSchema = z.object({
  fields: z.array(fieldSchema.pick({ path: true, title: true })),
  plans: z.array(planSchema.pick({ name: true, title: true })),
});

/** How the fields and plans of an item are called, for what is said of its terms. */
export type TermsNames = z.infer<typeof termsNamesSchema>;

/** How that is called which limits speak of. */
export function namesIn(
  exceeded: readonly Exceeded[],
  { fields, plans }: TermsNames,
): TermsNames {
  const spoken = exceeded.flatMap(each =>
    each.kind === 'field' ? [each.bound.field] : each.plans ?? [],
  );
  return {
    fields: fields
      .filter(({ path }) => spoken.includes(path.join('.')))
      .map(({ path, title }) => ({ path, title })),
    plans: plans
      .filter(({ name }) => spoken.includes(name))
      .map(({ name, title }) => ({ name, title })),
  };
}

/**
 * What an order by a plan needs that may be secret and is not given, by the names of its
 * fields. What is composed of others brings its own values along.
 */
export function secretsLacking(
  {
    composed,
    schema,
    sensitive = [],
  }: Pick<OrderForm, 'composed' | 'schema' | 'sensitive'>,
  plan: OrderForm['plans'][number],
  values: Values,
): readonly (readonly string[])[] {
  return composed ? [] : lackingAt(plan.schema ?? schema, values, sensitive);
}
