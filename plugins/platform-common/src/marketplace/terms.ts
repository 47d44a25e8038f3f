import { z } from 'zod';
import { isQuantity, laidOver, valuesSchema, type Values } from './values';

/** What an order asks for that may be charged, by the names that quotas have for it. */
export const chargedResources = [
  'pods',
  'requests.cpu',
  'requests.memory',
  'requests.storage',
  'limits.cpu',
  'limits.memory',
  'persistentvolumeclaims',
] as const;

const money = z.number().min(0);

const quantity = z
  .union([z.string(), z.number()])
  .refine(isQuantity, 'must be an amount such as 500m, 2 or 1Gi');

/** What something costs a month: an amount for itself, and by what it asks for. */
export const priceSchema = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be the code of a currency, such as EUR'),
    month: money.optional(),
    per: z
      .partialRecord(
        z.enum(chargedResources),
        z.strictObject({
          each: quantity.refine(
            each => Number.parseFloat(String(each)) > 0,
            'must be more than nothing',
          ),
          month: money,
        }),
      )
      .optional(),
  })
  .refine(({ month, per }) => month !== undefined || per !== undefined, {
    message: 'needs an amount a month, or amounts per resource',
  });

/** What something costs a month. */
export type Price = z.infer<typeof priceSchema>;

/** What a field of `spec` may hold. */
export const fieldBoundSchema = z
  .strictObject({
    /**
     * Names of properties below `spec`, with dots between them. Of a list it is each entry:
     * `nodeSets[].count`.
     */
    field: z
      .string()
      .regex(/^[^.]+([.][^.]+)*$/, 'must be names of fields with dots between')
      .refine(
        field => !/(^|[.])[0-9]+([.]|$)/.test(field),
        'must not name one entry of a list, as others would have no limit; write [] behind the list for each, such as nodeSets[].count',
      ),
    /** A number or an amount; without a value the field is refused as well. */
    least: quantity.optional(),
    most: quantity.optional(),
    /** The most that all entries of a list may have together. */
    total: quantity.optional(),
    oneOf: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .min(1)
      .optional(),
  })
  .refine(
    ({ least, most, total, oneOf }) =>
      [least, most, total, oneOf].some(each => each !== undefined),
    { message: 'needs least, most, total or oneOf' },
  )
  .refine(({ field, total }) => total === undefined || field.includes('[]'), {
    path: ['total'],
    message: 'is for lists alone; write most, or [] behind the list',
  });

/** What a field of `spec` may hold. */
export type FieldBound = z.infer<typeof fieldBoundSchema>;

/**
 * What holds for some plans in some environments; for all of them unless told. Of several
 * terms for the same, all limits hold, later defaults lie over earlier ones, and the last
 * price counts.
 */
export const termSchema = z.strictObject({
  environments: z.array(z.string().min(1)).min(1).optional(),
  plans: z.array(z.string().min(1)).min(1).optional(),
  price: priceSchema.optional(),
  /** How many instances of these plans each team may have in each environment. */
  instances: z.number().int().min(0).optional(),
  bounds: z.array(fieldBoundSchema).min(1).optional(),
  /** Values that an order begins with, over those of its plan. */
  defaults: valuesSchema.optional(),
});

/** What holds for some plans in some environments. */
export type Term = z.infer<typeof termSchema>;

/** What something costs a month. */
export const costSchema = z.object({
  currency: z.string(),
  month: money,
  /** What it is made up of; the one without a resource is for the thing itself. */
  parts: z.array(
    z.object({
      resource: z.string().optional(),
      /** How much of it is asked for. */
      amount: z.string().optional(),
      month: money,
    }),
  ),
});

/** What something costs a month. */
export type Cost = z.infer<typeof costSchema>;

/** A limit that an order goes over. */
export const exceededSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('field'),
    bound: fieldBoundSchema,
    /** What the field would hold; missing where it holds nothing, or nobody may see it. */
    is: z.string().optional(),
  }),
  z.object({
    kind: z.literal('instances'),
    most: z.number().int().min(0),
    /** How many there are. */
    are: z.number().int().min(0),
    environment: z.string().optional(),
    tenant: z.string().optional(),
    /** The plans that count; all unless told. */
    plans: z.array(z.string()).optional(),
  }),
  /** Plans have terms of their own, and none is named. */
  z.object({ kind: z.literal('no-plan'), plans: z.array(z.string()) }),
]);

/** A limit that an order goes over. */
export type Exceeded = z.infer<typeof exceededSchema>;

/** What an order is had by. */
export interface TermsPlace {
  /** Missing where that is not known. */
  readonly plan?: string;
  readonly environment?: string;
}

/** Those terms that hold for a plan in an environment. */
export function termsFor(
  terms: readonly Term[],
  { plan, environment }: TermsPlace,
): readonly Term[] {
  return terms.filter(
    ({ plans, environments }) =>
      isAmong(plan, plans) && isAmong(environment, environments),
  );
}

/** The price that holds for a plan in an environment. */
export function priceFor(
  terms: readonly Term[],
  place: TermsPlace,
): Price | undefined {
  return termsFor(terms, place).findLast(({ price }) => price)?.price;
}

/** All bounds of fields that hold for a plan in an environment. */
export function boundsFor(
  terms: readonly Term[],
  place: TermsPlace,
): readonly FieldBound[] {
  return termsFor(terms, place).flatMap(({ bounds = [] }) => bounds);
}

/** Whether a plan cannot be had in an environment at all. */
export function isClosed(terms: readonly Term[], place: TermsPlace): boolean {
  return termsFor(terms, place).some(({ instances }) => instances === 0);
}

/** The values of a plan as an order in an environment begins with them. */
export function valuesFor(
  { name, values }: { readonly name: string; readonly values: Values },
  terms: readonly Term[],
  environment: string | undefined,
): Values {
  return termsFor(terms, { plan: name, environment }).reduce(
    (all, { defaults = {} }) => laidOver(all, defaults),
    values,
  );
}

/** A limit that an order goes over, for messages of servers. */
export function exceededInWords(exceeded: Exceeded): string {
  switch (exceeded.kind) {
    case 'field': {
      const { bound, is } = exceeded;
      return `spec.${bound.field} must be ${rangeOf(bound)} here${
        is === undefined ? '' : `, not ${is}`
      }.`;
    }
    case 'instances': {
      const { most, are, environment, tenant, plans } = exceeded;
      const [may, has] =
        tenant === undefined
          ? ['Namespaces of no team may together have', 'have']
          : [`The team ${tenant} may have`, 'has'];
      return `${may} ${most} of ${
        plans ? `the plan ${plans.join(' or ')}` : 'it'
      } in ${
        environment ?? 'namespaces without an environment'
      }, and ${has} ${are}: delete one that nobody needs, or ask the platform engineers.`;
    }
    default:
      return `Choose a plan: ${exceeded.plans.join(
        ', ',
      )} have terms of their own here.`;
  }
}

function rangeOf({ least, most, total, oneOf }: FieldBound): string {
  return [
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
    ...(total === undefined ? [] : [`at most ${total} together`]),
    ...(oneOf ? [`one of ${oneOf.join(', ')}`] : []),
  ].join(' and ');
}

function isAmong(
  one: string | undefined,
  all: readonly string[] | undefined,
): boolean {
  return !all || (one !== undefined && all.includes(one));
}
