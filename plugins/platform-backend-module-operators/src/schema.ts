import {
  categories,
  itemNameSchema,
  operations,
  statuses,
  valuesSchema,
  wordsSchema,
} from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import { parsePath, placeholdersOf } from './paths';

/** A path such as `status.readyInstances`. */
const path = z.string().transform((text, context) => {
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
const fieldPath = path.transform((names, context) => {
  const texts = names.filter(name => typeof name === 'string');
  if (texts.length === names.length) return texts;
  context.addIssue({
    code: 'custom',
    message: 'a field of a form cannot be an entry of a list',
  });
  return z.NEVER;
});

/** A text with placeholders such as `{metadata.name}-rw`. */
const template = z
  .string()
  .min(1)
  .refine(text => placeholdersOf(text).every(parsePath), {
    message: 'the placeholders must be paths, for example {metadata.name}',
  });

const port = z.number().int().min(1).max(65535);

/** What is looked at to decide something: a condition, words at a path, or that it has any. */
const testSchema = z.union([
  z.strictObject({
    condition: z.string().min(1),
    is: z.enum(['True', 'False']).default('True'),
  }),
  z.strictObject({ path, in: z.array(z.string().min(1)).min(1) }),
  z.strictObject({ path, present: z.literal(true) }),
]);

/** What is looked at to decide something. */
export type Test = z.infer<typeof testSchema>;

const statusSchema = z.strictObject({
  /** All of these hold when it is ready. */
  ready: z.array(testSchema).min(1),
  /** Any of these holds when it has failed. */
  failed: z.array(testSchema).default([]),
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

const endpointSchema = z.union([
  z.strictObject({
    title: wordsSchema,
    service: template,
    port: port.optional(),
  }),
  z.strictObject({ title: wordsSchema, host: template, port: port.optional() }),
]);

const demandSchema = z.strictObject({
  /** A list below `spec`, each entry of which counts by itself. */
  each: path.optional(),
  /** How many pods there are: a number, or where it stands. */
  pods: z.union([z.number().int().min(0), path]),
  /** As many as there are where nothing stands. */
  usually: z.number().int().min(0).default(1),
  /** Where the requests and limits of one pod stand. */
  resources: path.optional(),
  /** Where the sizes of the volumes of one pod stand. */
  storage: z.array(path).default([]),
  /** How many volumes of such a size a pod has, where it is not one. */
  volumes: path.optional(),
});

/** What of `spec` an order counts for quotas. */
export type DemandRule = z.infer<typeof demandSchema>;

const kindSchema = z.strictObject({
  group: z.string().regex(/^[a-z0-9][-a-z0-9.]*\.[a-z]+$/, 'is no API group'),
  plural: z.string().regex(/^[a-z][a-z0-9]*$/, 'is no plural of a kind'),
  kind: z.string().regex(/^[A-Z][A-Za-z0-9]*$/, 'is no kind'),
  versions: z
    .tuple([z.string()], z.string())
    .refine(all => all.every(one => /^v\d+((alpha|beta)\d+)?$/.test(one)), {
      message: 'must be versions such as v1 or v1beta2',
    }),
});

const schedulesSchema = z.strictObject({
  kind: kindSchema,
  /** Where the name of the instance stands. */
  instance: path,
  /** What a schedule is made with, beside its times. */
  spec: valuesSchema,
  /** Where its times stand in `spec`, and how many fields they have. */
  cron: fieldPath,
  cronFields: z.union([z.literal(5), z.literal(6)]),
  /** Where in `spec` it stands that it is suspended. */
  suspended: fieldPath,
  last: path.optional(),
  next: path.optional(),
  message: path.optional(),
});

const backupsSchema = z.strictObject({
  kind: kindSchema,
  /** Where the name of the instance stands. */
  instance: path,
  /** What an instance must have to be backed up, and what to say of one that has not. */
  needs: z.strictObject({ path, words: wordsSchema }).optional(),
  /** What a backup is made with. */
  spec: valuesSchema,
  /** What comes first and holds, is; what is none of these waits. */
  good: z.array(testSchema).min(1),
  failed: z.array(testSchema).min(1),
  running: z.array(testSchema).default([]),
  phase: path.optional(),
  message: path.optional(),
  started: path.optional(),
  finished: path.optional(),
  size: path.optional(),
  /** Label that names the schedule by which a backup was made. */
  scheduleLabel: z.string().min(1).optional(),
  schedules: schedulesSchema.optional(),
  /** How a backup becomes a new instance, where it can. */
  restore: z
    .strictObject({
      /** What a new instance does not take over, below `spec`. */
      omits: z.array(fieldPath).default([]),
      /**
       * What it has instead; placeholders begin with `backup.` or `instance.`, as far as the
       * instance is still there.
       */
      values: valuesSchema.default({}),
      /** Where a restored instance has the name of its backup. */
      origin: path.optional(),
      /** The object that has a backup put into an instance, and the fields of its `spec` that name both. */
      also: z
        .strictObject({
          kind: kindSchema,
          instance: fieldPath,
          backup: fieldPath,
        })
        .optional(),
    })
    .refine(
      ({ origin, also }) => (origin === undefined) !== (also === undefined),
      {
        message:
          'needs either origin, where the instance names its backup, or also, an object that does',
      },
    )
    .optional(),
});

/** How backups of an operator are made and read. */
export type BackupRules = z.infer<typeof backupsSchema>;

/** How schedules of backups are made and read. */
export type ScheduleRules = z.infer<typeof schedulesSchema>;

/** A file that tells how the instances of an operator are ordered and read. */
export const definitionSchema = z.strictObject({
  name: itemNameSchema,
  title: z.string().min(1),
  summary: wordsSchema,
  category: z.enum(categories),
  operator: z.strictObject({
    name: z.string().min(1),
    url: z.url().optional(),
  }),
  operations: z.array(z.enum(operations)).default([]),
  kind: kindSchema,
  /** Labels that all carry which belongs to an instance. */
  labels: z.record(z.string(), template),
  fields: z
    .array(
      z.strictObject({
        path: fieldPath,
        title: wordsSchema,
        help: wordsSchema.optional(),
      }),
    )
    .min(1),
  plans: z.tuple(
    [
      z.strictObject({
        name: itemNameSchema,
        title: wordsSchema,
        summary: wordsSchema,
        values: valuesSchema,
      }),
    ],
    z.strictObject({
      name: itemNameSchema,
      title: wordsSchema,
      summary: wordsSchema,
      values: valuesSchema,
    }),
  ),
  status: statusSchema,
  endpoints: z.array(endpointSchema).default([]),
  credentials: z
    .array(
      z
        .strictObject({
          title: wordsSchema,
          secret: template,
          keys: z.array(z.string().min(1)),
          /** Those that services usually want; all of them unless told. */
          proposed: z.array(z.string().min(1)).min(1).optional(),
        })
        .refine(
          ({ keys, proposed = [] }) =>
            proposed.every(key => keys.includes(key)),
          { path: ['proposed'], message: 'must be some of its keys' },
        ),
    )
    .default([]),
  demand: z.array(demandSchema).default([]),
  /**
   * That the operator removes the volumes of an instance that is deleted, though nothing says
   * that they belong to it: unless `true` stands there, or where it has that finalizer.
   */
  removesVolumes: z
    .union([
      z.strictObject({ unless: path }),
      z.strictObject({ finalizer: z.string().min(1) }),
    ])
    .optional(),
  backups: backupsSchema.optional(),
});

/** When an operator removes the volumes of an instance that is deleted. */
export type VolumeRule = NonNullable<
  z.infer<typeof definitionSchema>['removesVolumes']
>;

/** A file that tells how the instances of an operator are ordered and read. */
export type Definition = z.infer<typeof definitionSchema>;
