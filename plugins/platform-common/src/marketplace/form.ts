import { z } from 'zod';
import { abilitySchema } from '../deployments';
import { moment } from '../moment';
import { itemSchema, wordsSchema } from './schema';

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

/** Values of a form, as they lie in `spec`. */
export const valuesSchema = z.record(z.string(), z.unknown());

/** Values of a form, as they lie in `spec`. */
export type Values = z.infer<typeof valuesSchema>;

/** A choice with which a form may begin. */
export const planSchema = z.object({
  name: z.string().min(1),
  title: wordsSchema,
  summary: wordsSchema,
  values: valuesSchema,
  /** JSON schema of what is asked for, where the plan has one of its own. */
  schema: z.record(z.string(), z.unknown()).optional(),
});

/** An amount as Kubernetes writes them, such as `500m` or `1Gi`; less than none is none. */
export const quantityPattern =
  '^[+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$';

/** Whether a value is an amount as Kubernetes takes them: a text, or a plain number. */
export function isQuantity(value: unknown): boolean {
  return (
    (typeof value === 'string' || typeof value === 'number') &&
    new RegExp(quantityPattern).test(String(value))
  );
}

/** How a field is called and explained, in place of what its schema says. */
export const fieldSchema = z.object({
  /** Names of properties below `spec`. */
  path: z.array(z.string().min(1)).min(1),
  title: wordsSchema,
  help: wordsSchema.optional(),
  /** Whether it is an amount as {@link isQuantity} knows them. */
  quantity: z.boolean().optional(),
});

/** What is asked of whoever orders an item. */
export const orderFormSchema = z.object({
  item: itemSchema,
  /** The cluster whose schema it is. */
  cluster: z.string(),
  /** JSON schema of those fields of `spec` that are asked for. */
  schema: z.record(z.string(), z.unknown()),
  fields: z.array(fieldSchema),
  /** The first is what a form begins with. */
  plans: z.array(planSchema).min(1),
  places: z.array(placeSchema),
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

/**
 * Values with the fields of others over their own; lists and texts are replaced, and null
 * takes a field away.
 */
export function laidOver(under: Values, over: Values): Values {
  const merged: Values = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const above = valuesSchema.safeParse(value);
    if (value === null) delete merged[name];
    else if (!above.success) merged[name] = value;
    else {
      const own = Object.hasOwn(under, name) ? under[name] : undefined;
      const below = valuesSchema.safeParse(own).data ?? {};
      merged[name] = laidOver(below, above.data);
    }
  }
  return merged;
}

/** Those of some values that lie at these paths, or below them. */
export function askedFor(
  values: Values,
  paths: readonly (readonly string[])[],
): Values {
  const asked: Values = {};
  for (const name of new Set(paths.map(([first]) => first))) {
    if (name === undefined || !Object.hasOwn(values, name)) continue;
    const below = paths
      .filter(([first]) => first === name)
      .map(([, ...rest]) => rest);
    const inner = valuesSchema.safeParse(values[name]).data;
    if (below.some(path => path.length === 0)) asked[name] = values[name];
    else if (inner) asked[name] = askedFor(inner, below);
  }
  return asked;
}
