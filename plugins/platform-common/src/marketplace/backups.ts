import { z } from 'zod';
import { preconditionSchema } from '../deployments';
import { moment } from '../moment';
import { instanceRefSchema, wordsSchema } from './schema';

/** What came of a backup. */
export const backupStates = ['waiting', 'running', 'good', 'failed'] as const;

/** A backup of an instance. */
export const backupSchema = z.object({
  name: z.string().min(1),
  state: z.enum(backupStates),
  /** Its operator's own word, and what it says besides. */
  phase: z.string().optional(),
  message: z.string().optional(),
  createdAt: moment.optional(),
  startedAt: moment.optional(),
  finishedAt: moment.optional(),
  /** A quantity of Kubernetes, where its operator tells. */
  size: z.string().optional(),
  /** Name of the schedule that made it. */
  schedule: z.string().optional(),
});

/** A backup of an instance. */
export type Backup = z.infer<typeof backupSchema>;

/** A schedule by which an instance is backed up. */
export const backupScheduleSchema = z.object({
  name: z.string().min(1),
  /** Of its own, or of the instance that it is an entry of. */
  uid: z.string(),
  cron: z.string(),
  suspended: z.boolean(),
  /** How many of its good backups are kept; missing where that is all, or not told. */
  keep: z.number().int().min(1).optional(),
  lastAt: moment.optional(),
  nextAt: moment.optional(),
  /** What its operator has against it. */
  message: z.string().optional(),
  /**
   * When two of its times will have passed, or have passed, without a good backup; missing
   * where it is suspended or its times are not understood.
   */
  lateAt: moment.optional(),
});

/** A schedule by which an instance is backed up. */
export type BackupSchedule = z.infer<typeof backupScheduleSchema>;

/** What is known of the backups of an instance. */
export const backupsSchema = z.object({
  /** Newest first; missing where they cannot be read, or not yet. */
  list: z.array(backupSchema).optional(),
  /** How many there are beside those that are listed. */
  more: z.number().int().min(0),
  /** Missing where they cannot be read, or where its operator has none. */
  schedules: z.array(backupScheduleSchema).optional(),
  /** How many fields the times of a schedule have. */
  cronFields: z.union([z.literal(5), z.literal(6)]).optional(),
  /** What schedules can say beside their times. */
  scheduling: z
    .object({
      /** That they are suspended. */
      suspends: z.boolean(),
      /** How many good backups are kept. */
      keeps: z.boolean(),
    })
    .optional(),
  /** What it lacks to be backed up. */
  lacks: wordsSchema.optional(),
  restorable: z.boolean(),
});

/** What is known of the backups of an instance. */
export type Backups = z.infer<typeof backupsSchema>;

/** Something of a restored instance, and what stood in its place before. */
export const swapSchema = z.object({
  title: wordsSchema,
  from: z.string(),
  to: z.string(),
});

/** What an instance was restored from, and what has to be changed to use it instead. */
export const restorationSchema = z.object({
  backup: z.string(),
  finishedAt: moment.optional(),
  /** What the backup is of; missing where the backup is gone. */
  of: instanceRefSchema.optional(),
  /** Whether that one is still there. */
  exists: z.boolean(),
  endpoints: z.array(swapSchema),
  secrets: z.array(swapSchema),
});

/** What an instance was restored from. */
export type Restoration = z.infer<typeof restorationSchema>;

/** Name of a backup or a schedule: operators append times to it. */
const backupNameSchema = z
  .string()
  .max(52)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be of lower-case letters, digits and dashes, and begin and end with a letter or digit',
  );

/** A backup now, or a schedule of them. */
export const backupRequestSchema = z.object({
  ref: instanceRefSchema,
  name: backupNameSchema,
  /** Missing for one backup now. */
  schedule: z
    .object({
      /** As its operator writes times, in UTC. */
      cron: z.string().min(1).max(120),
      suspended: z.boolean(),
      /** How many of its good backups are kept, where schedules say that; missing for all. */
      keep: z.number().int().min(1).max(10_000).optional(),
      /** Whether it is there already, and is to become so. */
      changes: z.boolean().optional(),
    })
    .optional(),
});

/** A backup now, or a schedule of them. */
export type BackupRequest = z.infer<typeof backupRequestSchema>;

/** A backup, or a schedule of them, that was looked at. */
export const backupOrderSchema = backupRequestSchema.extend({
  precondition: preconditionSchema.optional(),
  takeOver: z.boolean().optional(),
});

/** The end of a schedule; the backups that it made stay. */
export const unscheduleSchema = z.object({
  ref: instanceRefSchema,
  name: z.string().min(1),
  uid: z.string().min(1),
});
