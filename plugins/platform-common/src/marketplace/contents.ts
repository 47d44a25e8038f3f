import { z } from 'zod';
import { preconditionSchema } from '../deployments';
import { statuses } from '../status';
import { instanceRefSchema, sayingSchema, wordsSchema } from './schema';
import { valuesSchema } from './values';

/** A field of what an instance holds, as it is asked for and listed. */
export const contentFieldSchema = z.object({
  /** Names of properties below `spec`; a name may have dots. */
  path: z.array(z.string().min(1)).min(1),
  title: wordsSchema,
  help: wordsSchema.optional(),
  type: z.enum(['integer', 'text']),
  minimum: z.number().int().optional(),
  maximum: z.number().int().optional(),
  /** The only texts that it can be. */
  options: z.array(z.string().min(1)).min(1).optional(),
  /** What a form begins with; nothing unless told, which leaves it to the operator. */
  usually: z.union([z.number().int(), z.string()]).optional(),
  /** What it may become once it is there: only more, or nothing else; anything unless told. */
  later: z.enum(['grows', 'stays']).optional(),
});

/** A field of what an instance holds. */
export type ContentField = z.infer<typeof contentFieldSchema>;

/** One thing that an instance holds, such as a topic. */
export const contentSchema = z.object({
  name: z.string().min(1),
  uid: z.string(),
  status: z.enum(statuses),
  saying: sayingSchema,
  /** Of the fields, in their order; null for what is left to the operator. */
  values: z.array(z.union([z.number(), z.string(), z.null()])),
});

/** One thing that an instance holds. */
export type Content = z.infer<typeof contentSchema>;

/** What an instance holds, each an object of its own. */
export const contentsSchema = z.object({
  /** Such as `KafkaTopic`. */
  kind: z.string().min(1),
  /** Such as *Topics* and *topic*. */
  title: wordsSchema,
  one: wordsSchema,
  fields: z.array(contentFieldSchema),
  /** By name; missing where they cannot be read, or not yet. */
  list: z.array(contentSchema).optional(),
  /** Why the list is missing: it was not read yet, or the portal may not read it. */
  unread: z.enum(['pending', 'forbidden']).optional(),
  /** How many there are beside those that are listed. */
  more: z.number().int().min(0),
});

/** What an instance holds. */
export type Contents = z.infer<typeof contentsSchema>;

/** Name of what an instance holds, which is that of an object. */
export const contentNameSchema = z
  .string()
  .max(200)
  .regex(
    /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
    'must be of lower-case letters, digits, dashes and dots, and begin and end with a letter or digit',
  );

/** Something that an instance is to hold, or that is to change. */
export const contentRequestSchema = z.object({
  ref: instanceRefSchema,
  name: contentNameSchema,
  /** Fields of `spec`; of a change only what is to be otherwise, and null empties a field. */
  values: valuesSchema,
  /** Whether it is there already. */
  changes: z.boolean().optional(),
});

/** Something that an instance is to hold, or that is to change. */
export type ContentRequest = z.infer<typeof contentRequestSchema>;

/** The same, once it was looked at. */
export const contentOrderSchema = contentRequestSchema.extend({
  precondition: preconditionSchema.optional(),
  takeOver: z.boolean().optional(),
});

/** Something that an instance holds and that is to go, with its data. */
export const contentRemovalSchema = z.object({
  ref: instanceRefSchema,
  name: contentNameSchema,
  uid: z.string().min(1),
});

/** Something that an instance holds and that is to go. */
export type ContentRemoval = z.infer<typeof contentRemovalSchema>;
