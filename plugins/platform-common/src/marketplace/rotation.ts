import { z } from 'zod';
import { abilitySchema } from '../deployments';
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

/** Of one Secret, whether its operator can be had to make new credentials. */
export const secretRotationSchema = z.object({
  secret: z.string().min(1),
  state: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('ready'), uid: z.string().min(1) }),
    z.object({ kind: z.literal('missing') }),
    /** Somebody else than the operator has made it, and it would not make another. */
    z.object({ kind: z.literal('foreign') }),
    /** It could not be looked at. */
    z.object({ kind: z.literal('not-known'), because: z.string() }),
  ]),
});

/** Of one Secret, whether its operator can be had to make new credentials. */
export type SecretRotation = z.infer<typeof secretRotationSchema>;

/** Which credentials of an instance its operator makes anew, as the person may know. */
export const rotationsSchema = z.object({
  ability: abilitySchema,
  /** None for whom may not. */
  secrets: z.array(secretRotationSchema),
});

/** What came of it so far. */
export const rotationOutcomeSchema = z.object({
  /** Whether the operator has made the new ones; else it was asked, and has not yet. */
  made: z.boolean(),
});
