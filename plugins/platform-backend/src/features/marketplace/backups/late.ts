import type {
  Backup,
  BackupSchedule,
} from '@pilothouse/plugin-platform-common';
import { CronTime } from 'cron';

/** How often a schedule may be due without a good backup before something is wrong. */
const missable = 2;

/**
 * When a schedule has been due twice since there was a good backup, or since it was made.
 *
 * @param backups - those that it has made; all of its instance where nothing tells them apart
 * @returns undefined where it is suspended, or its times are not understood
 */
export function lateAt(
  { cron, suspended }: Pick<BackupSchedule, 'cron' | 'suspended'>,
  createdAt: string | undefined,
  backups: readonly Backup[],
): string | undefined {
  const since = [createdAt, ...backups.filter(isGood).map(beginOf)]
    .flatMap(each => each ?? [])
    .sort()
    .at(-1);
  if (suspended || since === undefined) return undefined;
  try {
    const times = new CronTime(cron, 'utc');
    let due = new Date(since);
    for (let i = 0; i < missable; i++) {
      due = times.getNextDateFrom(due, 'utc').toJSDate();
    }
    return due.toISOString();
  } catch {
    // Its operator says what it does not understand.
    return undefined;
  }
}

function isGood({ state }: Backup): boolean {
  return state === 'good';
}

function beginOf({ startedAt, finishedAt, createdAt }: Backup) {
  return startedAt ?? finishedAt ?? createdAt;
}
