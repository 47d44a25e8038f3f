import type {
  Backup,
  BackupSchedule,
} from '@pilothouse/plugin-platform-common';
import { momentOf, type CustomObject } from '@pilothouse/plugin-platform-node';
import { CronTime } from 'cron';

/** How often a schedule may be due without a good backup before something is wrong. */
const missable = 2;

/**
 * When a schedule has been due twice since there was a good backup, or since it was wanted so.
 *
 * @param since - as {@link wantedSince} tells it
 * @param backups - those that it has made; all of its instance where nothing tells them apart
 * @returns undefined where it is suspended, or its times are not understood
 */
export function lateAt(
  { cron, suspended }: Pick<BackupSchedule, 'cron' | 'suspended'>,
  since: string | undefined,
  backups: readonly Backup[],
): string | undefined {
  const last = [since, ...backups.filter(isGood).map(beginOf)]
    .flatMap(each => each ?? [])
    .sort()
    .at(-1);
  if (suspended || last === undefined) return undefined;
  try {
    const times = new CronTime(cron, 'utc');
    let due = new Date(last);
    for (let i = 0; i < missable; i++) {
      due = times.getNextDateFrom(due, 'utc').toJSDate();
    }
    return due.toISOString();
  } catch {
    // Its operator says what it does not understand.
    return undefined;
  }
}

/**
 * Since when an object wants what it wants: while it was suspended, or was wanted at other
 * times, nothing was due. Undefined where nothing tells.
 */
export function wantedSince({ metadata }: CustomObject): string | undefined {
  const times = (metadata?.managedFields ?? []).map(({ time }) => time);
  return [metadata?.creationTimestamp, ...times]
    .flatMap(time => momentOf(time) ?? [])
    .sort()
    .at(-1);
}

function isGood({ state }: Backup): boolean {
  return state === 'good';
}

function beginOf({ startedAt, finishedAt, createdAt }: Backup) {
  return startedAt ?? finishedAt ?? createdAt;
}
