import type {
  BackupDecision,
  Told,
} from '../../../middleware/backup/decision.ts';
import type { BackupState } from '../instance/backup.ts';
import type { Backup, BackupStatus, Cluster, Pod } from '../model.ts';
import { isReady } from '../../../middleware/operator/objects.ts';

/** All that a decision about a backup is made from. */
export interface ObservedBackup {
  readonly backup: Backup;
  readonly cluster?: Cluster;
  /** Pods of the cluster's instances. */
  readonly pods: readonly Pod[];
  /** What the instance says of this backup; undefined when it was not asked. */
  readonly state?: Told<BackupState>;
  /** Time of the decision, ISO 8601. */
  readonly now: string;
}

type Decision = BackupDecision<BackupStatus>;

/** What is to be done for a backup now. */
export function decideBackup(observed: ObservedBackup): Decision {
  const { backup, cluster, now } = observed;
  const { status } = backup;
  if (status?.phase === 'completed' || status?.phase === 'failed') {
    return { kind: 'nothing' };
  }
  if (status?.phase === 'running' || status?.phase === 'started') {
    return underWay(observed, status);
  }
  const { method } = backup.spec;
  if (method !== 'barmanObjectStore') {
    return failed(
      now,
      `This platform makes no backups by ${method}; set spec.method to barmanObjectStore.`,
    );
  }
  if (!cluster) {
    return pending(`Unknown cluster ${backup.spec.cluster.name}`);
  }
  const store = cluster.spec.backup?.barmanObjectStore;
  if (!store) {
    return failed(
      now,
      'cannot proceed with the backup as the cluster has no backup section',
    );
  }
  const pod = observed.pods.find(isReady)?.metadata?.name;
  if (!pod) return pending('Waiting for an instance that takes connections');
  return {
    kind: 'begin',
    pod,
    status: {
      phase: 'running',
      method,
      startedAt: now,
      backupId: idOf(now),
      backupName: `backup-${idOf(now)}`,
      serverName: store.serverName ?? cluster.metadata?.name,
      destinationPath: store.destinationPath,
      instanceID: { podName: pod },
    },
  };
}

/** `20260102T030405` */
function idOf(time: string): string {
  return time.slice(0, 19).replaceAll(/[-:]/g, '');
}

function pending(error: string): Decision {
  return { kind: 'status', again: true, status: { phase: 'pending', error } };
}

function failed(stoppedAt: string, error: string): Decision {
  return {
    kind: 'status',
    again: false,
    status: { phase: 'failed', stoppedAt, error },
  };
}

function underWay(
  { pods, state, now }: ObservedBackup,
  status: BackupStatus,
): Decision {
  const name = status.instanceID?.podName;
  const pod = pods.find(({ metadata }) => metadata?.name === name);
  if (!name || !pod) return failed(now, `The instance ${name} is gone`);
  if (state === undefined) return { kind: 'ask', pod: name };
  if (state === 'no-answer') return { kind: 'status', status, again: true };
  if (state === 'unknown') {
    return failed(
      now,
      `The instance ${name} was restarted before the backup was complete`,
    );
  }
  switch (state.state) {
    case 'running':
      return { kind: 'status', status, again: true };
    case 'failed':
      return failed(now, state.error);
    case 'completed': {
      const { state: _, bytes, ...times } = state;
      return {
        kind: 'status',
        again: false,
        status: {
          ...status,
          ...times,
          phase: 'completed',
          pluginMetadata: { size: `${(bytes / 2 ** 20).toFixed(1)}Mi` },
        },
      };
    }
  }
}
