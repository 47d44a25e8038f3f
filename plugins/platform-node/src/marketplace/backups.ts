import type {
  Backup,
  BackupSchedule,
  Values,
  Words,
} from '@pilothouse/plugin-platform-common';
import type { CustomObject } from '../kube';
import type { MiddlewareKind } from './MiddlewareProvider';

/** What an operator knows of schedules by which its instances are backed up. */
export interface MiddlewareSchedules {
  readonly kind: MiddlewareKind;
  /** How many fields its times have: six begin with seconds. */
  readonly cronFields: 5 | 6;
  /** Name of the instance that a schedule is for. */
  instanceOf(schedule: CustomObject): string | undefined;
  scheduleOf(schedule: CustomObject): Omit<BackupSchedule, 'lateAt'>;
  /** What a schedule for an instance is to be. */
  specOf(
    instance: CustomObject,
    wanted: Pick<BackupSchedule, 'cron' | 'suspended'>,
  ): Values;
}

/** A schedule that is an entry of an instance: missing `keep` means all. */
export type ScheduleEntry = Pick<BackupSchedule, 'name' | 'cron' | 'keep'>;

/** What an operator knows of schedules that are entries of a list in its instances. */
export interface MiddlewareScheduleEntries {
  readonly cronFields: 5 | 6;
  /** Whether each says how many of its good backups are kept. */
  readonly keeps: boolean;
  entriesOf(instance: CustomObject): readonly ScheduleEntry[];
  /**
   * What is to be otherwise of `spec` for an instance to have an entry, in place of the one of
   * that name where there is one.
   */
  withEntry(instance: CustomObject, entry: ScheduleEntry): Values;
  /** What is to be otherwise of `spec` for it to have none of a name; null empties a field. */
  withoutEntry(instance: CustomObject, name: string): Values;
}

/** How a backup becomes a new instance. */
export interface MiddlewareRestore {
  /** Paths below `spec` that the new instance takes over from no other. */
  readonly omits: readonly (readonly string[])[];
  /**
   * What the new instance is to be.
   *
   * @param like - what the others of its fields are to be
   */
  specOf(
    backup: CustomObject,
    like: Values,
    instance: CustomObject | undefined,
  ): Values;
  /** Name of the backup that an instance was restored from, where it tells that itself. */
  originOf(instance: CustomObject): string | undefined;
  /** Missing where a new instance names its backup itself. */
  readonly also?: MiddlewareRestoration;
}

/** An object that has a backup put into an instance, which goes with that instance. */
export interface MiddlewareRestoration {
  readonly kind: MiddlewareKind;
  /** What it is to be. @param instance - name of the instance; @param backup - of the backup */
  specOf(instance: string, backup: string): Values;
  /** Name of the instance that it is for. */
  instanceOf(restoration: CustomObject): string | undefined;
  /** Name of the backup that it is from. */
  backupOf(restoration: CustomObject): string | undefined;
}

/** What an operator knows of backups, each an object of a kind of its own. */
export interface MiddlewareBackups {
  readonly kind: MiddlewareKind;
  /** Name of the instance that a backup is of. */
  instanceOf(backup: CustomObject): string | undefined;
  backupOf(backup: CustomObject): Backup;
  /** Whether backups tell which schedule has made them; missing where they do not. */
  readonly tellsSchedules?: boolean;
  /** What an instance lacks to be backed up. */
  lackOf(instance: CustomObject): Words | undefined;
  /** What a backup of an instance is to be. */
  specOf(instance: CustomObject): Values;
  /** Missing where schedules are no objects of their own. */
  readonly schedules?: MiddlewareSchedules;
  /** Missing where schedules are no entries of the instance. */
  readonly scheduleEntries?: MiddlewareScheduleEntries;
  readonly restore?: MiddlewareRestore;
}
