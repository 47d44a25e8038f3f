import { z } from 'zod';
import { objectRefSchema } from '../kube';
import { brokenLimitsSchema, quotaShortageSchema } from './causes';
import { workloadRefSchema } from './schema';

/** What a person may want to do to a running workload. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scale'),
    replicas: z.number().int().min(0).max(1000),
  }),
  z.object({ kind: z.literal('restart') }),
  z.object({
    kind: z.literal('delete-pod'),
    pod: z.string().min(1),
    uid: z.string().min(1),
  }),
  z.object({ kind: z.literal('roll-back'), revision: z.number().int().min(1) }),
]);

/** What a person may want to do to a running workload. */
export type Change = z.infer<typeof changeSchema>;

/** A change of one workload of a service. */
export const changeRequestSchema = z.object({
  target: workloadRefSchema,
  change: changeSchema,
});

/** A change of one workload of a service. */
export type ChangeRequest = z.infer<typeof changeRequestSchema>;

/** What the object must still be when the change is made, so that nothing is overwritten. */
export const preconditionSchema = z.object({
  uid: z.string().min(1),
  resourceVersion: z.string().min(1),
  /**
   * Number of what is wanted of the object. As long as it stays the same, a newer
   * `resourceVersion` is no objection: the status of a busy workload changes all the time.
   */
  generation: z.number().int().optional(),
});

/** A field that somebody else has set; taking it over is a decision. */
export const fieldConflictSchema = z.object({
  field: z.string(),
  manager: z.string(),
});

/** A field that somebody else has set. */
export type FieldConflict = z.infer<typeof fieldConflictSchema>;

/** Things to know before the change is made. */
export const changeNoteSchema = z.discriminatedUnion('kind', [
  /** The autoscaler will set the replicas again. */
  z.object({
    kind: z.literal('autoscaled'),
    autoscaler: z.string(),
    min: z.number().int(),
    max: z.number().int(),
  }),
  /** The autoscaler leaves it at zero until one scales it up again. */
  z.object({ kind: z.literal('autoscaler-pauses'), autoscaler: z.string() }),
  /** What keeps the object as git says will undo the change. */
  z.object({
    kind: z.literal('kept-by-git'),
    by: z.enum(['argo-cd', 'flux']),
  }),
  /** The next deployment by Helm sets it again. */
  z.object({ kind: z.literal('next-deployment') }),
  /** A quota of the namespace does not admit so many more pods, as it is used now. */
  quotaShortageSchema.extend({
    kind: z.literal('quota'),
    pods: z.number().int().positive(),
  }),
  /** New pods would not be admitted. */
  brokenLimitsSchema.extend({ kind: z.literal('limit-range') }),
  /** The service loses credentials of middleware to which the portal has bound it. */
  z.object({
    kind: z.literal('unbinds'),
    instance: z.string(),
    variables: z.array(z.string()),
    files: z.array(z.string()),
  }),
  /** Nobody will be served. */
  z.object({ kind: z.literal('to-zero') }),
  z.object({ kind: z.literal('unchanged') }),
  z.object({
    kind: z.literal('budget'),
    budget: z.string(),
    allowed: z.number().int(),
  }),
]);

/** One of the things to know before a change is made. */
export type ChangeNote = z.infer<typeof changeNoteSchema>;

/** What a change would do, as the API server answered a dry run of it. */
export const changePreviewSchema = z.object({
  precondition: preconditionSchema,
  /** The objects before and after, as YAML without what the server keeps for itself. */
  diffs: z.array(
    z.object({
      ref: objectRefSchema,
      before: z.string(),
      /** Empty when the object is deleted. */
      after: z.string(),
    }),
  ),
  conflicts: z.array(fieldConflictSchema),
  notes: z.array(changeNoteSchema),
});

/** What a change would do. */
export type ChangePreview = z.infer<typeof changePreviewSchema>;

/** A change that was looked at, to be carried out. */
export const changeOrderSchema = changeRequestSchema.extend({
  precondition: preconditionSchema,
  /** Whether to take fields over from those whom the preview named. */
  takeOver: z.boolean().optional(),
});

/** A change that was looked at, to be carried out. */
export type ChangeOrder = z.infer<typeof changeOrderSchema>;

/** What came of it. */
export const changeResultSchema = z.object({
  resourceVersion: z.string().optional(),
});
