import { valuesSchema, wordsSchema } from '@pilothouse/plugin-platform-common';
import { z } from 'zod';
import { fieldPath, kindSchema, path, testSchema } from './schema-parts';

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

const entriesSchema = z.strictObject({
  /** The list of them in `spec`. */
  list: fieldPath,
  /** What an entry has beside its name and times. */
  values: valuesSchema,
  /** Where in an entry its name stands, and its times, and how many fields these have. */
  name: fieldPath,
  cron: fieldPath,
  cronFields: z.union([z.literal(5), z.literal(6)]),
  /** Where it stands how many of its good backups are kept; zero for all. */
  keep: fieldPath.optional(),
});

/** How backups of an operator are made and read. */
export const backupsSchema = z.strictObject({
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
  /** Schedules that are objects of a kind of their own. */
  schedules: schedulesSchema.optional(),
  /** Schedules that are entries of the instance. */
  scheduleEntries: entriesSchema.optional(),
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

/** How schedules are made and read that are entries of an instance. */
export type EntryRules = z.infer<typeof entriesSchema>;
