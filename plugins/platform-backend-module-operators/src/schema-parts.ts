import { statuses, wordsSchema } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import { parsePath, placeholdersOf } from './paths';

/** A path such as `status.readyInstances`. */
export const path = z.string().transform((text, context) => {
  const parsed = parsePath(text);
  if (parsed) return parsed;
  context.addIssue({
    code: 'custom',
    message: `${JSON.stringify(
      text,
    )} is no path; write names with dots between them, and [0] for an entry of a list`,
  });
  return z.NEVER;
});

/** A path of names alone. */
export const fieldPath = path.transform((names, context) => {
  const texts = names.filter(name => typeof name === 'string');
  if (texts.length === names.length) return texts;
  context.addIssue({
    code: 'custom',
    message: 'a field of a form cannot be an entry of a list',
  });
  return z.NEVER;
});

/** The name of the instance, and nothing else. */
export const nameItself = '{metadata.name}';

/** A text with placeholders such as `{metadata.name}-rw`. */
export const template = z
  .string()
  .min(1)
  .refine(text => placeholdersOf(text).every(parsePath), {
    message: 'the placeholders must be paths, for example {metadata.name}',
  });

export const port = z.number().int().min(1).max(65535);

/** What is looked at to decide something: a condition, words at a path, or that it has any. */
export const testSchema = z.union([
  z.strictObject({
    condition: z.string().min(1),
    is: z.enum(['True', 'False']).default('True'),
    /** For one of these reasons; for any unless told. */
    reason: z.array(z.string().min(1)).min(1).optional(),
  }),
  z.strictObject({ path, in: z.array(z.string().min(1)).min(1) }),
  z.strictObject({ path, present: z.literal(true) }),
]);

/** What is looked at to decide something. */
export type Test = z.infer<typeof testSchema>;

export const statusSchema = z.strictObject({
  /** All of these hold when it is ready. */
  ready: z.array(testSchema).min(1),
  /** Any of these holds when it has failed. */
  failed: z.array(testSchema).default([]),
  /** What tells that it is not ready yet, where `ready` looks for what is not there before. */
  waiting: z.array(testSchema).default([]),
  /** The operator's own word, and what it says besides. */
  phase: path.optional(),
  message: path.optional(),
  /** What the operator's words mean. */
  phases: z
    .record(
      z.string(),
      wordsSchema.extend({ status: z.enum(statuses).optional() }),
    )
    .default({}),
  members: z.strictObject({ ready: path, wanted: path }).optional(),
});

export const kindSchema = z.strictObject({
  group: z.string().regex(/^[a-z0-9][-a-z0-9.]*\.[a-z]+$/, 'is no API group'),
  plural: z.string().regex(/^[a-z][a-z0-9]*$/, 'is no plural of a kind'),
  kind: z.string().regex(/^[A-Z][A-Za-z0-9]*$/, 'is no kind'),
  versions: z
    .tuple([z.string()], z.string())
    .refine(all => all.every(one => /^v\d+((alpha|beta)\d+)?$/.test(one)), {
      message: 'must be versions such as v1 or v1beta2',
    }),
});

/** Labels by which an object says whose it is. */
export const labelsSchema = z.record(z.string(), template);

/** The same, of which one is the name of the instance. */
export const namingLabels = labelsSchema.refine(
  labels => Object.values(labels).includes(nameItself),
  {
    message: `needs a label with ${nameItself}, by which the instance is known`,
  },
);
