import { z } from 'zod';
import { fieldConflictSchema, preconditionSchema } from '../deployments';
import { objectRefSchema } from '../kube';
import { valuesSchema } from './values';
import { itemNameSchema } from './schema';
import { costSchema, exceededSchema } from './terms';

const maxExtraLength = 64 * 1024;

/**
 * Name of an instance: a DNS label, as Services are called after it, and short enough for
 * what operators append to it.
 */
export const instanceNameSchema = z
  .string()
  .max(40)
  .regex(
    /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    'must be of lower-case letters, digits and dashes, begin with a letter and end with a letter or digit',
  );

/** What an instance must still be when it is changed, so that nothing is overwritten. */
export const orderPreconditionSchema = preconditionSchema.extend({
  /** The objects of other kinds that are part of it, by the names of their fields. */
  companions: z.record(z.string(), preconditionSchema).optional(),
});

/** What is wanted of an instance. */
export const orderRequestSchema = z.object({
  item: itemNameSchema,
  cluster: z.string().min(1),
  namespace: z.string().min(1),
  name: instanceNameSchema,
  /** Of a change only what is to be otherwise; null empties a field. */
  values: valuesSchema,
  /** YAML with any other fields of `spec`; laid over the values. */
  extra: z.string().max(maxExtraLength).optional(),
  /** Name of the plan by which it is had; of a change only where it is another. */
  plan: z.string().min(1).max(100).optional(),
  /** Whether it is there already, and is to become so. */
  changes: z.boolean().optional(),
  /** What a change must still find; missing for something new. */
  precondition: orderPreconditionSchema.optional(),
  /** Name of the backup that something new is restored from. */
  restores: z.string().min(1).optional(),
  /** Name of the application that something new is part of; a change leaves it. */
  partOf: z
    .string()
    .max(63)
    .regex(
      /^[A-Za-z0-9]([-._A-Za-z0-9]*[A-Za-z0-9])?$/,
      'must be the name of a System of the catalog',
    )
    .optional(),
  /** Run of a template that makes it, by which that knows it as its own. */
  task: z.string().min(1).max(100).optional(),
});

/** Names the application that an instance is part of. */
export const partOfLabel = 'app.kubernetes.io/part-of';

/** Names the run of a template that made an object of the marketplace, until that is changed. */
export const orderedByTaskAnnotation = 'pilothouse.dev/ordered-by-task';

/**
 * Name of the error that says that an order was carried out in part, so that doing it again
 * does not do the rest.
 */
export const halfMade = 'HalfMadeError';

/** Stands for a plan where none is known. */
export const noPlan = '-';

/** Names the plan by which an instance is had. */
export const planAnnotation = 'pilothouse.dev/plan';

/** What is wanted of an instance. */
export type OrderRequest = z.infer<typeof orderRequestSchema>;

/** How much of a quota is used, and what an order adds. */
export const quotaFitSchema = z.object({
  quota: z.string(),
  resource: z.string(),
  /** Quantities of Kubernetes. */
  hard: z.string(),
  used: z.string(),
  adds: z.string(),
  /** The same in thousandths, to be drawn. */
  amounts: z.object({
    hard: z.number().min(0),
    used: z.number().min(0),
    adds: z.number().min(0),
  }),
  fits: z.boolean(),
});

/** How much of a quota is used, and what an order adds. */
export type QuotaFit = z.infer<typeof quotaFitSchema>;

/** What an order would do, as the API server answered a dry run of it. */
export const orderPreviewSchema = z.object({
  /** What a change must still find; missing for something new. */
  precondition: orderPreconditionSchema.optional(),
  /**
   * Names what it would be made of, where that may become something else under the same name,
   * such as the digest of a chart, or what it would bring back from, such as a revision.
   */
  basis: z.string().optional(),
  diffs: z.array(
    z.object({
      ref: objectRefSchema,
      /** Empty for what is new. */
      before: z.string(),
      /** Empty for what goes. */
      after: z.string(),
    }),
  ),
  conflicts: z.array(fieldConflictSchema),
  /** What keeps it as git says, and would undo the change. */
  keptBy: z.enum(['argo-cd', 'flux']).optional(),
  quota: z.array(quotaFitSchema),
  /** What it costs then, and before; missing where nobody has said. */
  cost: z
    .object({ before: costSchema.optional(), after: costSchema.optional() })
    .optional(),
  /** Limits that it goes over, so that it is refused. */
  exceeded: z.array(exceededSchema).optional(),
  /** Whether it would change nothing. */
  unchanged: z.boolean(),
});

/** What an order would do. */
export type OrderPreview = z.infer<typeof orderPreviewSchema>;

/** An order that was looked at. */
export const orderSchema = orderRequestSchema.extend({
  /** Whether to take fields over from those whom the preview named. */
  takeOver: z.boolean().optional(),
  /** What it must still be made of, as the preview told. */
  basis: z.string().min(1).max(200).optional(),
});

/** An order that was looked at. */
export type Order = z.infer<typeof orderSchema>;
