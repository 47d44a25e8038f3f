import { nextTime as nextOf } from '../../../middleware/backup/cron.ts';
import {
  API_VERSION,
  names,
  type Backup,
  type Cluster,
  type ScheduledBackup,
} from '../model.ts';

/** What a schedule asks for now. */
export interface ScheduleDecision {
  readonly status: NonNullable<ScheduledBackup['status']>;
  readonly backup?: Backup & { apiVersion: string; kind: 'Backup' };
  /** When to look again, milliseconds since the epoch. */
  readonly next?: number;
}

/**
 * Whether a backup is due. However many times have passed meanwhile, one backup is made.
 *
 * @param now - milliseconds since the epoch
 */
export function decideSchedule(
  schedule: ScheduledBackup,
  cluster: Cluster | undefined,
  now: number,
): ScheduleDecision {
  const { spec, status = {}, metadata } = schedule;
  const lastCheckTime = seconds(now);
  if (spec.suspend) return { status };
  const from = Date.parse(
    status.lastCheckTime ?? metadata?.creationTimestamp ?? lastCheckTime,
  );
  let due: number;
  let next: number;
  try {
    due = nextTime(spec.schedule, from);
    next = nextTime(spec.schedule, now);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    return {
      status: {
        ...status,
        error: `spec.schedule "${spec.schedule}": ${because}`,
      },
    };
  }
  const { error: _, ...known } = status;
  const first = spec.immediate && !status.lastCheckTime;
  const nextScheduleTime = seconds(next);
  if (!first && due > now) {
    const changed =
      status.nextScheduleTime !== nextScheduleTime || status.error;
    return {
      status:
        changed || !status.lastCheckTime
          ? { ...known, lastCheckTime, nextScheduleTime }
          : status,
      next,
    };
  }
  const at = first ? now : Math.min(due, now);
  return {
    status: {
      ...known,
      lastCheckTime,
      lastScheduleTime: seconds(at),
      nextScheduleTime,
    },
    backup: backupOf(schedule, cluster, at, first),
    next,
  };
}

/**
 * First time after another at which a schedule of six fields is due, in UTC.
 *
 * @throws when it is no schedule, or never due
 */
export function nextTime(schedule: string, after: number): number {
  if (!schedule.startsWith('@') && schedule.trim().split(/\s+/).length !== 6) {
    throw new Error(
      'it needs six fields: second, minute, hour, day of the month, month, day of the week',
    );
  }
  return nextOf(schedule, after);
}

function seconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function backupOf(
  { metadata, spec }: ScheduledBackup,
  cluster: Cluster | undefined,
  at: number,
  immediate: boolean,
): ScheduleDecision['backup'] {
  const owners = {
    none: undefined,
    self: { kind: 'ScheduledBackup', of: metadata },
    cluster: { kind: 'Cluster', of: cluster?.metadata },
  };
  const owner = owners[spec.backupOwnerReference];
  const stamp = seconds(at).replaceAll(/[-:TZ]/g, '');
  return {
    apiVersion: API_VERSION,
    kind: 'Backup',
    metadata: {
      name: `${metadata?.name}-${stamp}`,
      namespace: metadata?.namespace,
      labels: {
        [names.cluster]: spec.cluster.name,
        [names.scheduledBackup]: metadata?.name ?? '',
        [names.immediateBackup]: String(immediate),
      },
      ...(owner?.of?.uid && {
        ownerReferences: [
          {
            apiVersion: API_VERSION,
            kind: owner.kind,
            name: owner.of.name ?? '',
            uid: owner.of.uid,
          },
        ],
      }),
    },
    spec: { cluster: spec.cluster, method: spec.method },
  };
}
