import { z } from 'zod';
import { fieldConflictSchema, preconditionSchema } from '../deployments';
import { objectRefSchema } from '../kube';
import { bindingSchema } from './binding';
import { valuesSchema } from './form';
import { instanceRefSchema, itemNameSchema } from './schema';

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

/** What is wanted of an instance. */
export const orderRequestSchema = z.object({
  item: itemNameSchema,
  cluster: z.string().min(1),
  namespace: z.string().min(1),
  name: instanceNameSchema,
  values: valuesSchema,
  /** YAML with any other fields of `spec`; laid over the values. */
  extra: z.string().max(maxExtraLength).optional(),
  /** Whether it is there already, and is to become so. */
  changes: z.boolean().optional(),
  /** Run of a template that makes it, by which that knows it as its own. */
  task: z.string().min(1).max(100).optional(),
});

/** Names the run of a template that made an instance, until that is changed. */
export const orderedByTaskAnnotation = 'pilothouse.dev/ordered-by-task';

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
  precondition: preconditionSchema.optional(),
  diffs: z.array(
    z.object({
      ref: objectRefSchema,
      /** Empty for what is new. */
      before: z.string(),
      after: z.string(),
    }),
  ),
  conflicts: z.array(fieldConflictSchema),
  quota: z.array(quotaFitSchema),
  /** Whether it would change nothing. */
  unchanged: z.boolean(),
});

/** What an order would do. */
export type OrderPreview = z.infer<typeof orderPreviewSchema>;

/** An order that was looked at. */
export const orderSchema = orderRequestSchema.extend({
  precondition: preconditionSchema.optional(),
  /** Whether to take fields over from those whom the preview named. */
  takeOver: z.boolean().optional(),
});

/** An order that was looked at. */
export type Order = z.infer<typeof orderSchema>;

/** Something that goes or stays when an instance is deleted. */
export const leftoverSchema = z.object({
  kind: z.string(),
  name: z.string(),
  /** Whether data lies in it. */
  data: z.boolean(),
  size: z.string().optional(),
});

/** What deleting an instance would do. */
export const instanceDeletionSchema = z.object({
  ref: instanceRefSchema,
  uid: z.string(),
  /** What the cluster removes with it, as it belongs to it. */
  goes: z.array(leftoverSchema),
  /** What belongs to it by its labels alone, and so is not removed. */
  stays: z.array(leftoverSchema),
  /** What must be done before it is gone. */
  finalizers: z.array(z.string()),
  /** Workloads that have its credentials, and what they lose. */
  bound: z.array(bindingSchema),
  /** Kinds that could not be looked at, so that there may be more of them. */
  unknown: z.array(z.string()),
});

/** What deleting an instance would do. */
export type InstanceDeletion = z.infer<typeof instanceDeletionSchema>;

/** The deletion of an instance whose plan was looked at. */
export const deletionOrderSchema = z.object({
  ref: instanceRefSchema,
  uid: z.string().min(1),
});

/** The deletion of an instance whose plan was looked at. */
export type DeletionOrder = z.infer<typeof deletionOrderSchema>;
