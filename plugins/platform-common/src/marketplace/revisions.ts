import { z } from 'zod';
import { preconditionSchema } from '../deployments';
import { moment } from '../moment';
import { instanceRefSchema } from './schema';

const revisionNumber = z.number().int().min(1);

/** How an instance was at one time, to which it can be brought back. */
export const instanceRevisionSchema = z.object({
  revision: revisionNumber,
  at: moment.optional(),
  /** Of what it was made. */
  version: z.string().optional(),
  /** What became of it: `now` is the one that is there, or is being brought about. */
  state: z.enum(['now', 'earlier', 'failed']),
  /** Which revision it brought back. */
  of: revisionNumber.optional(),
});

/** How an instance was at one time. */
export type InstanceRevision = z.infer<typeof instanceRevisionSchema>;

/** An instance that is to be brought back to how it was. */
export const rollbackRequestSchema = z.object({
  ref: instanceRefSchema,
  revision: revisionNumber,
});

/** An instance that is to be brought back to how it was. */
export type RollbackRequest = z.infer<typeof rollbackRequestSchema>;

/** The same, once it was looked at. */
export const rollbackOrderSchema = rollbackRequestSchema.extend({
  /** What it must still be. */
  precondition: preconditionSchema,
  /** What it must still be besides, as the preview told. */
  basis: z.string().min(1).max(200).optional(),
});

/** The same, once it was looked at. */
export type RollbackOrder = z.infer<typeof rollbackOrderSchema>;
