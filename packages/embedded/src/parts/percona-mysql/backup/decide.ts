import type {
  BackupDecision,
  Told,
} from '../../../middleware/backup/decision.ts';
import { isReady, type Pod } from '../../../middleware/operator/objects.ts';
import type { BackupState } from '../instance/backup.ts';
import {
  podName,
  type Backup,
  type BackupStatus,
  type Cluster,
  type Storage,
} from '../model.ts';

/** All that a decision about a backup is made from. */
export interface ObservedBackup {
  readonly backup: Backup;
  readonly cluster?: Cluster;
  readonly pods: readonly Pod[];
  /** What the server says of this backup; undefined when it was not asked. */
  readonly state?: Told<BackupState>;
  /** Time of the decision, ISO 8601. */
  readonly now: string;
}

type Decision = BackupDecision<BackupStatus>;

/** What is to be done for a backup now. */
export function decideBackup(observed: ObservedBackup): Decision {
  const { backup, cluster, pods, now } = observed;
  const { metadata, spec, status } = backup;
  if (isOver(status?.state)) return { kind: 'nothing' };
  if (status?.state === 'Starting' || status?.state === 'Running') {
    return underWay(observed, status);
  }
  if (!cluster) {
    return failed(
      'Error',
      `PerconaServerMySQL ${spec.clusterName} in namespace ${metadata?.namespace} is not found`,
    );
  }
  if (!cluster.spec.backup?.enabled) {
    return failed(
      'Error',
      'spec.backup not found in PerconaServerMySQL CustomResource or backups are disabled',
    );
  }
  const storage = cluster.spec.backup.storages?.[spec.storageName];
  if (!storage) {
    return failed(
      'Error',
      `${spec.storageName} not found in spec.backup.storages in PerconaServerMySQL CustomResource`,
    );
  }
  const name = podName(cluster);
  const pod = pods.find(each => each.metadata?.name === name && isReady(each));
  if (!pod) {
    const stateDescription = 'cluster is not ready';
    return {
      kind: 'status',
      again: true,
      status: { state: '', stateDescription },
    };
  }
  return {
    kind: 'begin',
    pod: name,
    status: {
      state: 'Starting',
      destination: destinationOf(storage, spec.clusterName, now),
      storage,
      backupSource: name,
    },
  };
}

/** Whether nothing more comes of a backup or a restore. */
export function isOver(state: BackupStatus['state']): boolean {
  return state === 'Succeeded' || state === 'Failed' || state === 'Error';
}

function destinationOf({ s3 }: Storage, cluster: string, now: string): string {
  const time = now.slice(0, 19).replace('T', '-');
  const folder = [s3?.bucket ?? 'backups', s3?.prefix]
    .filter(Boolean)
    .join('/');
  return `s3://${folder}/${cluster}-${time}-full`;
}

function failed(
  state: 'Error' | 'Failed',
  stateDescription: string,
  before?: BackupStatus,
): Decision {
  const status = { ...before, state, stateDescription };
  return { kind: 'status', again: false, status };
}

function underWay(
  { pods, state }: ObservedBackup,
  status: BackupStatus,
): Decision {
  const name = status.backupSource;
  const pod = pods.find(({ metadata }) => metadata?.name === name);
  if (!name || !pod) {
    return failed('Failed', `The server ${name} is gone`, status);
  }
  if (state === undefined) return { kind: 'ask', pod: name };
  if (state === 'no-answer') return { kind: 'status', status, again: true };
  if (state === 'unknown') {
    const because = `The server ${name} was restarted before the backup was complete`;
    return failed('Failed', because, status);
  }
  switch (state.state) {
    case 'running':
      return {
        kind: 'status',
        status: { ...status, state: 'Running' },
        again: true,
      };
    case 'failed':
      return failed('Failed', state.error, status);
    case 'completed': {
      const completed = state.completedAt;
      return {
        kind: 'status',
        status: { ...status, state: 'Succeeded', completed },
        again: false,
      };
    }
  }
}
