import { z } from 'zod';
import { instanceRefSchema } from './schema';

/** New credentials in place of those that a Secret of an instance has. */
export const rotationOrderSchema = z.object({
  ref: instanceRefSchema,
  secret: z.string().min(1).max(253),
  /** Of the Secret that was looked at. */
  uid: z.string().min(1),
});

/** New credentials in place of those that a Secret of an instance has. */
export type RotationOrder = z.infer<typeof rotationOrderSchema>;

/** What came of it so far. */
export const rotationOutcomeSchema = z.object({
  /** Whether the operator has made the new ones; else it was asked, and has not yet. */
  made: z.boolean(),
});
