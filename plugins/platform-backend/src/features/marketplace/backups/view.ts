import type {
  Backup,
  BackupSchedule,
  Backups,
} from '@pilothouse/plugin-platform-common';
import {
  customKindName,
  type CustomObject,
  type CustomReader,
  type MiddlewareBackups,
  type MiddlewareItem,
  type MiddlewareKind,
  type MiddlewareSchedules,
} from '@pilothouse/plugin-platform-node';
import { mayBeThere } from '../offers';
import type { Site } from '../view';
import { entriesView } from './entries';
import { lateAt, wantedSince } from './late';

const maxListed = 50;

/** What is known of the backups of an instance; undefined where there can be none. */
export function backupsView(
  { backups }: MiddlewareItem,
  instance: CustomObject,
  { custom }: Pick<Site, 'custom'>,
): Backups | undefined {
  if (!backups || !mayBeThere(backups.kind, custom)) return undefined;
  const { schedules, scheduleEntries } = backups;
  const has = schedules ?? scheduleEntries;
  const all = knownOf(backups.kind, backups, instance, custom)
    ?.map(backups.backupOf)
    .sort(newestFirst);
  const scheduled = scheduleEntries
    ? entriesView(scheduleEntries, instance, all)
    : schedules && objectsView(backups, schedules, instance, custom, all);
  return {
    list: all?.slice(0, maxListed),
    more: Math.max(0, (all?.length ?? 0) - maxListed),
    schedules:
      scheduled &&
      [...scheduled].sort((one, other) =>
        one.name.localeCompare(other.name, 'en'),
      ),
    cronFields: has?.cronFields,
    ...(has && {
      scheduling: {
        suspends: schedules !== undefined,
        keeps: scheduleEntries?.keeps ?? false,
      },
    }),
    lacks: backups.lackOf(instance),
    restorable: backups.restore !== undefined,
  };
}

/** Schedules that are objects of a kind; undefined where they are not known. */
function objectsView(
  { tellsSchedules }: Pick<MiddlewareBackups, 'tellsSchedules'>,
  schedules: MiddlewareSchedules,
  instance: CustomObject,
  custom: CustomReader,
  backups: readonly Backup[] | undefined,
): BackupSchedule[] | undefined {
  return knownOf(schedules.kind, schedules, instance, custom)?.map(object => {
    const schedule = schedules.scheduleOf(object);
    if (!backups) return schedule;
    const own = tellsSchedules
      ? backups.filter(backup => backup.schedule === schedule.name)
      : backups;
    return { ...schedule, lateAt: lateAt(schedule, wantedSince(object), own) };
  });
}

/** Objects of a kind that are an instance's; undefined where they are not known. */
export function knownOf(
  kind: MiddlewareKind,
  of: { instanceOf(object: CustomObject): string | undefined },
  { metadata }: CustomObject,
  custom: CustomReader,
): readonly CustomObject[] | undefined {
  const name = customKindName(kind);
  const { kind: state } = custom.kindState(name);
  if (state === 'pending' || state === 'forbidden') return undefined;
  return custom
    .list(name, metadata?.namespace)
    .filter(object => of.instanceOf(object) === metadata?.name);
}

function newestFirst(one: Backup, other: Backup): number {
  return timeOf(other).localeCompare(timeOf(one));
}

function timeOf({ startedAt, createdAt }: Backup): string {
  return startedAt ?? createdAt ?? '';
}
