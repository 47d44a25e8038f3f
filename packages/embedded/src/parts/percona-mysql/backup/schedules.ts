import { createHash } from 'node:crypto';
import { nextTime } from '../../../middleware/backup/cron.ts';
import { resources, type Backup, type Cluster } from '../model.ts';

/** Label that says of a backup by which schedule it was made. */
export const ANCESTOR = 'percona.com/backup-ancestor';

/** What the schedules of a cluster ask for now. */
interface SchedulesDecision {
  readonly due: readonly (Backup & { apiVersion: string; kind: string })[];
  /** Backups of a schedule beyond those that it keeps. */
  readonly surplus: readonly Backup[];
  /** What is wrong with a schedule, in words. */
  readonly faults: readonly string[];
  /** When to look again, milliseconds since the epoch. */
  readonly next?: number;
}

const longestPart = 16;

/**
 * Which backups are due by the schedules of a cluster, and which of them are too many. However
 * many times have passed since it was looked last, one backup of each is made.
 *
 * @param backups - those of the cluster
 * @param since - when it was looked last, milliseconds since the epoch
 * @param now - milliseconds since the epoch
 */
export function decideSchedules(
  cluster: Cluster,
  backups: readonly Backup[],
  since: number,
  now: number,
): SchedulesDecision {
  const { backup, pause } = cluster.spec;
  const schedules = backup?.enabled ? backup.schedule ?? [] : [];
  const due: SchedulesDecision['due'][number][] = [];
  const faults: string[] = [];
  const times: number[] = [];
  for (const { name, schedule, storageName } of schedules) {
    try {
      const at = nextTime(schedule, since);
      times.push(nextTime(schedule, now));
      if (at <= now && !pause) {
        due.push(scheduled(cluster, { name, storageName }, at));
      }
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      faults.push(`The schedule ${name}, "${schedule}": ${because}`);
    }
  }
  return {
    due,
    faults,
    surplus: schedules.flatMap(({ name, keep = 0 }) =>
      keep > 0 ? surplusOf(backups, name, keep) : [],
    ),
    ...(times.length > 0 && { next: Math.min(...times) }),
  };
}

/** What a schedule keeps are the newest that are good. */
function surplusOf(
  backups: readonly Backup[],
  schedule: string,
  keep: number,
): Backup[] {
  const madeAt = ({ metadata }: Backup) => metadata?.creationTimestamp ?? '';
  return backups
    .filter(
      ({ metadata, status }) =>
        metadata?.labels?.[ANCESTOR] === schedule &&
        !metadata.deletionTimestamp &&
        status?.state === 'Succeeded',
    )
    .sort((one, other) => madeAt(other).localeCompare(madeAt(one)))
    .slice(keep);
}

/** Its name follows from its time, so that it is made once. */
function scheduled(
  { metadata }: Cluster,
  { name, storageName }: { name: string; storageName: string },
  at: number,
): SchedulesDecision['due'][number] {
  const { namespace, name: clusterName = '' } = metadata ?? {};
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(/\D/g, '');
  const hash = createHash('sha256')
    .update(JSON.stringify([clusterName, name]))
    .digest('hex')
    .slice(0, 5);
  const parts = [clusterName, storageName].map(part =>
    part.slice(0, longestPart),
  );
  const { apiVersion, kind } = resources.backups;
  return {
    apiVersion,
    kind,
    metadata: {
      name: ['cron', ...parts, stamp, hash].join('-'),
      namespace,
      labels: { [ANCESTOR]: name, 'percona.com/backup-type': 'cron' },
    },
    spec: { clusterName, storageName },
  };
}
