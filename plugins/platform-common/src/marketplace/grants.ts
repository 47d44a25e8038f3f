import { z } from 'zod';
import { valuesSchema } from './values';
import { instanceNameSchema } from './orders';
import { instanceRefSchema, resourceSchema } from './schema';

/** Credentials that are wanted of an instance. */
export const grantRequestSchema = z.object({
  ref: instanceRefSchema,
  /** Of the object by which they are asked for, and so of their Secret. */
  name: instanceNameSchema,
  /** What is asked of whoever wants them. */
  parameters: valuesSchema.optional(),
  /** Run of a template that asks for them, by which that knows them as its own. */
  task: z.string().min(1).max(100).optional(),
});

/** Credentials that are wanted of an instance. */
export type GrantRequest = z.infer<typeof grantRequestSchema>;

/** What is asked of whoever wants credentials. */
export const grantFormSchema = z.object({
  /** What is made to ask for credentials. */
  resource: resourceSchema,
  /** JSON schema of the parameters; missing where there are none. */
  schema: z.record(z.string(), z.unknown()).optional(),
});

/** What is asked of whoever wants credentials. */
export type GrantForm = z.infer<typeof grantFormSchema>;

/** Credentials that are given back. */
export const revocationSchema = z.object({
  ref: instanceRefSchema,
  name: z.string().min(1),
  uid: z.string().min(1),
});

/** Credentials that are given back. */
export type Revocation = z.infer<typeof revocationSchema>;
