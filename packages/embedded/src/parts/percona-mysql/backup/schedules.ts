import { createHash } from 'node:crypto';
import { nextTime } from '../../../middleware/backup/cron.ts';
import { resources, type Backup, type Cluster } from '../model.ts';

/** Label that says of a backup by which schedule it was made. */
export const ANCESTOR = 'percona.com/backup-ancestor';

/** When schedules were looked at last, milliseconds since the epoch, by {@link scheduleKey}. */
export type LookedAt = ReadonlyMap<string, number>;

type Schedule = NonNullable<
  NonNullable<Cluster['spec']['backup']>['schedule']
>[number];

/** What the schedules of a cluster ask for now. */
interface SchedulesDecision {
  readonly due: readonly (Backup & { apiVersion: string; kind: string })[];
  /** Backups of a schedule beyond those that it keeps. */
  readonly surplus: readonly Backup[];
  /** What is wrong with a schedule, in words. */
  readonly faults: readonly string[];
  /** When to look again, milliseconds since the epoch. */
  readonly next?: number;
  /** What to remember until then. */
  readonly looked: LookedAt;
}

const longestPart = 16;

/**
 * Which backups are due by the schedules of a cluster, and which of them are too many. However
 * many times have passed since a schedule was looked at last, one backup of it is made; none for
 * times before it was there.
 *
 * @param backups - those of the cluster
 * @param before - what to remember, as it was decided last
 * @param now - milliseconds since the epoch
 */
export function decideSchedules(
  cluster: Cluster,
  backups: readonly Backup[],
  before: LookedAt,
  now: number,
): SchedulesDecision {
  const { backup, pause } = cluster.spec;
  const schedules = backup?.enabled ? backup.schedule ?? [] : [];
  const due: SchedulesDecision['due'][number][] = [];
  const faults: string[] = [];
  const times: number[] = [];
  const looked = new Map<string, number>();
  for (const each of schedules) {
    const { name, schedule, storageName } = each;
    const key = scheduleKey(each);
    looked.set(key, now);
    try {
      const at = nextTime(schedule, before.get(key) ?? now);
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
    looked,
    surplus: schedules.flatMap(({ name, keep = 0 }) =>
      keep > 0 ? surplusOf(backups, name, keep) : [],
    ),
    ...(times.length > 0 && { next: Math.min(...times) }),
  };
}

/** One with another text is another schedule. */
export function scheduleKey({
  name,
  schedule,
}: Pick<Schedule, 'name' | 'schedule'>): string {
  return JSON.stringify([name, schedule]);
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
    .update(JSON.stringify([clusterName, name, storageName]))
    .digest('hex')
    .slice(0, 5);
  const parts = [clusterName, storageName].map(part =>
    part
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '-')
      .slice(0, longestPart),
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
