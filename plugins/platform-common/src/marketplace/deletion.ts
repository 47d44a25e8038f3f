import { z } from 'zod';
import { moment } from '../moment';
import { bindingSchema } from './binding';
import { instanceRefSchema } from './schema';

/** Something that goes or stays when an instance is deleted. */
export const leftoverSchema = z.object({
  kind: z.string(),
  /** API group of the kind; missing for the core of Kubernetes. */
  group: z.string().optional(),
  name: z.string(),
  /** Where it is not that of the instance. */
  namespace: z.string().optional(),
  /** Whether data lies in it. */
  data: z.boolean(),
  size: z.string().optional(),
  /**
   * What becomes of the volume behind a claim that goes, by its reclaim policy: its data is
   * deleted with it, or kept for whoever runs the cluster. Missing for what is no claim.
   */
  volume: z.enum(['deleted', 'kept', 'not-known']).optional(),
});

/** What deleting an instance would do. */
export const instanceDeletionSchema = z.object({
  ref: instanceRefSchema,
  uid: z.string(),
  /** What the cluster removes with it, as it belongs to it. */
  goes: z.array(leftoverSchema),
  /** What is not removed: it belongs to it by its labels alone, or says so of itself. */
  stays: z.array(leftoverSchema),
  /** What must be done before it is gone. */
  finalizers: z.array(z.string()),
  /** Workloads that have its credentials, and what they lose. */
  bound: z.array(bindingSchema),
  /** Whether what it consists of, data included, lies elsewhere, and goes with it unseen. */
  elsewhere: z.boolean().optional(),
  /** What is run while it is deleted, and may take away more than is listed. */
  runs: z.array(z.object({ kind: z.string(), name: z.string() })).optional(),
  /** What has to be deleted first, and is, before the instance can go. */
  first: z.array(leftoverSchema.extend({ uid: z.string() })),
  /** What it holds and would leave behind; may be deleted first, where that is wanted. */
  contents: z.array(leftoverSchema.extend({ uid: z.string() })).optional(),
  /** Kinds that could not be looked at, so that there may be more of them. */
  unknown: z.array(z.string()),
  /** What keeps it as git says, and would make it anew. */
  keptBy: z.enum(['argo-cd', 'flux']).optional(),
  /** How long it can be undone, in ms, where it is not deleted at once. */
  graceMs: z.number().int().min(0),
  /** When it is deleted unless somebody decides otherwise. */
  when: z.enum(['now', 'later']),
  /** Names what is lost: another one where something else would be. */
  seen: z.string().min(1),
});

/** What deleting an instance would do. */
export type InstanceDeletion = z.infer<typeof instanceDeletionSchema>;

/** The deletion of an instance whose plan was looked at. */
export const deletionOrderSchema = z.object({
  ref: instanceRefSchema,
  uid: z.string().min(1),
  /** At once unless told; `later` means once the grace time has passed. */
  when: z.enum(['now', 'later']).optional(),
  /** Of what was to be deleted first. */
  first: z
    .array(z.object({ name: z.string().min(1), uid: z.string().min(1) }))
    .optional(),
  /** Of what it holds, these are to be deleted first; only where it is deleted at once. */
  contents: z
    .array(z.object({ name: z.string().min(1), uid: z.string().min(1) }))
    .max(5_000)
    .optional(),
  /** Of the plan that was looked at. */
  seen: z.string().min(1),
});

/** The deletion of an instance whose plan was looked at. */
export type DeletionOrder = z.infer<typeof deletionOrderSchema>;

/** What came of the deletion of an instance. */
export const deletionOutcomeSchema = z.object({
  /** When it will be deleted; missing where it is being deleted already. */
  at: moment.optional(),
});

/** What takes a deletion back whose time has not come. */
export const undoOrderSchema = z.object({
  ref: instanceRefSchema,
  uid: z.string().min(1),
});

/** What the portal knows of a deletion that an instance says is to come. */
export const knownDeletionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('waiting'),
    /** Why it was not carried out yet though its time has come. */
    said: z.string().optional(),
  }),
  /** The person may not do it any more, so that it is not done. */
  z.object({ kind: z.literal('refused'), said: z.string() }),
  /** The portal was never asked for it, so that nothing comes of it. */
  z.object({ kind: z.literal('unheard') }),
]);

/** What the portal knows of a deletion that an instance says is to come. */
export type KnownDeletion = z.infer<typeof knownDeletionSchema>;

/** Annotations by which an instance says that it is to be deleted, when, and who asked. */
export const deletionAnnotations = {
  at: 'pilothouse.dev/delete-at',
  by: 'pilothouse.dev/delete-asked-by',
  order: 'pilothouse.dev/delete-order',
} as const;
