import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Backup,
  BackupRequest,
  BackupSchedule,
  InstanceRef,
  OrderRequest,
} from '@pilothouse/plugin-platform-common';
import type {
  CustomObject,
  MiddlewareScheduleEntries,
} from '@pilothouse/plugin-platform-node';
import { lateAt, wantedSince } from './late';

/**
 * Schedules that are entries of an instance. Nothing tells since when one is there, so that it
 * is as old as the first of the backups that it has made; before there is one, as what is
 * wanted of the instance.
 *
 * @param backups - of the instance; undefined where they are not known
 */
export function entriesView(
  entries: MiddlewareScheduleEntries,
  instance: CustomObject,
  backups: readonly Backup[] | undefined,
): BackupSchedule[] {
  const uid = instance.metadata?.uid ?? '';
  return entries.entriesOf(instance).map(entry => {
    const schedule = { ...entry, uid, suspended: false };
    if (!backups) return schedule;
    const own = backups.filter(backup => backup.schedule === entry.name);
    const made = own
      .flatMap(each => each.startedAt ?? each.createdAt ?? [])
      .sort();
    const [since = wantedSince(instance)] = made;
    return {
      ...schedule,
      lastAt: made.at(-1),
      lateAt: lateAt(schedule, since, own),
    };
  });
}

/** The schedule that is wanted of an instance, or the end of one. */
type Wanted = Pick<BackupRequest, 'ref' | 'name'> & {
  /** Missing for the end of one. */
  readonly schedule?: BackupRequest['schedule'];
};

/**
 * The change of an instance that makes, changes or ends a schedule.
 *
 * @param instance - as it is now, since the list of schedules is written as a whole
 * @throws ConflictError for a new one whose name another has
 * @throws NotFoundError for one that is to be changed or ended and is not there
 */
export function entryRequest(
  { ref, name, schedule }: Wanted,
  entries: MiddlewareScheduleEntries,
  instance: CustomObject,
): OrderRequest {
  const isThere = entries.entriesOf(instance).some(each => each.name === name);
  if (isThere && schedule && !schedule.changes) {
    throw new ConflictError(
      `${ref.name} has a schedule of backups named ${name} already; choose another name`,
    );
  }
  if (!isThere && (!schedule || schedule.changes)) {
    throw noSuchSchedule(ref, name);
  }
  return {
    ...ref,
    changes: true,
    values: schedule
      ? entries.withEntry(instance, {
          name,
          cron: schedule.cron,
          keep: schedule.keep,
        })
      : entries.withoutEntry(instance, name),
  };
}

/** The error for a schedule that an instance does not have. */
export function noSuchSchedule(ref: InstanceRef, name: string): NotFoundError {
  return new NotFoundError(`${ref.name} has no schedule of backups ${name}`);
}
