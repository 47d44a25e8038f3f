import { CronTime } from 'cron';

/**
 * First time after another at which a schedule is due, in UTC. Both in milliseconds since the
 * epoch.
 *
 * @param schedule - five fields, six with seconds before them, or a word as `@daily`
 * @throws when it is no schedule, or never due
 */
export function nextTime(schedule: string, after: number): number {
  return new CronTime(schedule, 'utc')
    .getNextDateFrom(new Date(after), 'utc')
    .toMillis();
}
