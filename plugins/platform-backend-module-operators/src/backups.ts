import { valuesSchema, type Values } from '@pilothouse/plugin-platform-common';
import {
  laidOver,
  momentOf,
  type CustomObject,
  type MiddlewareBackups,
  type MiddlewareRestore,
  type MiddlewareScheduleEntries,
  type MiddlewareSchedules,
} from '@pilothouse/plugin-platform-node';
import {
  at,
  countAt,
  filledValues,
  textAt,
  withoutPath,
  withValueAt,
  type Path,
} from './paths';
import type { Test } from './schema';
import type { BackupRules, EntryRules, ScheduleRules } from './schema-backups';
import { holds } from './state';

type Backup = ReturnType<MiddlewareBackups['backupOf']>;

/** How backups are made and read, by the rules of a definition. */
export function backupsOf(rules: BackupRules): MiddlewareBackups {
  const { kind, instance, needs, schedules, restore } = rules;
  const { scheduleEntries } = rules;
  return {
    kind,
    instanceOf: backup => textAt(backup, instance),
    backupOf: backup => backupOf(backup, rules),
    ...(rules.scheduleLabel && { tellsSchedules: true }),
    lackOf: object =>
      needs && at(object, needs.path) === undefined ? needs.words : undefined,
    specOf: object => filledValues(rules.spec, object),
    ...(schedules && { schedules: schedulesOf(schedules) }),
    ...(scheduleEntries && { scheduleEntries: entriesOf(scheduleEntries) }),
    ...(restore && { restore: restoreOf(restore) }),
  };
}

function backupOf(backup: CustomObject, rules: BackupRules): Backup {
  const { metadata = {} } = backup;
  const text = (path: Path | undefined) => path && textAt(backup, path);
  const schedule = rules.scheduleLabel
    ? metadata.labels?.[rules.scheduleLabel]
    : undefined;
  return {
    name: metadata.name ?? '',
    state: stateOf(backup, rules),
    phase: text(rules.phase),
    message: text(rules.message),
    createdAt: momentOf(metadata.creationTimestamp),
    startedAt: momentOf(text(rules.started)),
    finishedAt: momentOf(text(rules.finished)),
    size: text(rules.size),
    schedule,
  };
}

function stateOf(backup: CustomObject, rules: BackupRules): Backup['state'] {
  const any = (tests: readonly Test[]) =>
    tests.some(test => holds(test, backup) === true);
  if (any(rules.failed)) return 'failed';
  if (any(rules.good)) return 'good';
  return any(rules.running) ? 'running' : 'waiting';
}

function schedulesOf(rules: ScheduleRules): MiddlewareSchedules {
  const { kind, cronFields, instance, cron, suspended } = rules;
  return {
    kind,
    cronFields,
    instanceOf: schedule => textAt(schedule, instance),
    scheduleOf: schedule => {
      const text = (path: Path | undefined) => path && textAt(schedule, path);
      const { name = '', uid = '' } = schedule.metadata ?? {};
      return {
        name,
        uid,
        cron: textAt(schedule.spec, cron) ?? '',
        suspended: at(schedule.spec, suspended) === true,
        lastAt: momentOf(text(rules.last)),
        nextAt: momentOf(text(rules.next)),
        message: text(rules.message),
      };
    },
    specOf: (object, wanted) =>
      withValueAt(
        withValueAt(filledValues(rules.spec, object), cron, wanted.cron),
        suspended,
        wanted.suspended,
      ),
  };
}

function entriesOf(rules: EntryRules): MiddlewareScheduleEntries {
  const { list, values, name, cron, cronFields, keep } = rules;
  const listed = ({ spec }: CustomObject): readonly unknown[] => {
    const found = at(spec, list);
    return Array.isArray(found) ? found : [];
  };
  const isCalled = (entry: unknown, wanted: string) =>
    textAt(entry, name) === wanted;
  return {
    cronFields,
    keeps: keep !== undefined,
    entriesOf: instance =>
      listed(instance).flatMap(entry => {
        const called = textAt(entry, name);
        const kept = keep && countAt(entry, keep);
        return called === undefined
          ? []
          : [
              {
                name: called,
                cron: textAt(entry, cron) ?? '',
                ...(kept !== undefined && kept > 0 && { keep: kept }),
              },
            ];
      }),
    withEntry: (instance, wanted) => {
      const entries = listed(instance);
      const found = entries.find(entry => isCalled(entry, wanted.name));
      const begun =
        valuesSchema.safeParse(found).data ?? filledValues(values, instance);
      const timed = [
        [name, wanted.name] as const,
        [cron, wanted.cron] as const,
      ].reduce(
        (entry, [path, value]) => withValueAt(entry, path, value),
        begun,
      );
      const entry =
        keep && wanted.keep !== undefined
          ? withValueAt(timed, keep, wanted.keep)
          : withoutPath(timed, keep ?? []);
      return withValueAt(
        {},
        list,
        found === undefined
          ? [...entries, entry]
          : entries.map(each => (each === found ? entry : each)),
      );
    },
    withoutEntry: (instance, called) => {
      const left = listed(instance).filter(entry => !isCalled(entry, called));
      return withValueAt({}, list, left.length > 0 ? left : null);
    },
  };
}

function restoreOf({
  omits,
  values,
  origin,
  also,
}: NonNullable<BackupRules['restore']>): MiddlewareRestore {
  return {
    omits,
    specOf: (backup, like, instance) =>
      laidOver(
        omits.reduce<Values>(withoutPath, like),
        filledValues(values, { backup, instance }),
      ),
    originOf: instance => origin && textAt(instance, origin),
    ...(also && {
      also: {
        kind: also.kind,
        specOf: (instance, backup) =>
          withValueAt(
            withValueAt({}, also.instance, instance),
            also.backup,
            backup,
          ),
        instanceOf: ({ spec }) => textAt(spec, also.instance),
        backupOf: ({ spec }) => textAt(spec, also.backup),
      },
    }),
  };
}
