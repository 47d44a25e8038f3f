import type { Values } from '@pilothouse/plugin-platform-common';
import {
  laidOver,
  momentOf,
  type CustomObject,
  type MiddlewareBackups,
  type MiddlewareRestore,
  type MiddlewareSchedules,
} from '@pilothouse/plugin-platform-node';
import {
  at,
  filledValues,
  textAt,
  withoutPath,
  withValueAt,
  type Path,
} from './paths';
import type { BackupRules, ScheduleRules, Test } from './schema';
import { holds } from './state';

type Backup = ReturnType<MiddlewareBackups['backupOf']>;

/** How backups are made and read, by the rules of a definition. */
export function backupsOf(rules: BackupRules): MiddlewareBackups {
  const { kind, instance, needs, schedules, restore } = rules;
  return {
    kind,
    instanceOf: backup => textAt(backup, instance),
    backupOf: backup => backupOf(backup, rules),
    lackOf: object =>
      needs && at(object, needs.path) === undefined ? needs.words : undefined,
    specOf: object => filledValues(rules.spec, object),
    ...(schedules && { schedules: schedulesOf(schedules) }),
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
