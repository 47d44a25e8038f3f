import { ownedBy, type Claim } from '../../../middleware/operator/objects.ts';
import {
  type Backup,
  type Cluster,
  type Job,
  type Restore,
  type RestoreStatus,
} from '../model.ts';
import { isOver } from './decide.ts';

/** All that a decision about a restore is made from. */
export interface ObservedRestore {
  readonly restore: Restore;
  readonly cluster?: Cluster;
  /** The backup that it names, where that is there. */
  readonly backup?: Backup;
  /** Other restores of the namespace. */
  readonly others: readonly Restore[];
  /** What else has the cluster's data or is about to, as `pod NAME` or `job NAME`. */
  readonly users: readonly string[];
  /** The cluster's data. */
  readonly claim?: Claim;
  /** The job of its name; that of an earlier restore may be there yet. */
  readonly job?: Job;
  /** Time of the decision, ISO 8601. */
  readonly now: string;
}

/** What is to be done for a restore. */
export type RestoreStep = 'pause' | 'create-job' | 'resume' | 'remove-job';

/** How long what is missing may come. */
const RETRY_MS = 10 * 60_000;

export interface RestoreDecision {
  /** Undefined for when nothing is to be written. */
  readonly status?: RestoreStatus;
  readonly step?: RestoreStep;
  /** Whether to look again soon. */
  readonly again: boolean;
  /** What the cluster's people are told. */
  readonly warning?: string;
}

/**
 * What is to be done for a restore now: the cluster is stopped, a job puts what the backup
 * holds in place of its data, and the cluster goes on. It stays stopped where that fails.
 */
export function decideRestore(observed: ObservedRestore): RestoreDecision {
  const { restore, cluster, others, users, claim, now } = observed;
  const { metadata, spec, status } = restore;
  const state = status?.state;
  const [job] = ownedBy(restore, observed.job ? [observed.job] : []);
  // Without its job a restore would begin again, so that the job stays until the end is known.
  if (state === 'Succeeded') {
    return { again: false, ...(job && { step: 'remove-job' }) };
  }
  if (state === 'Failed') return { again: false };
  const age = Date.parse(now) - Date.parse(metadata?.creationTimestamp ?? now);
  const isYoung = age < RETRY_MS;
  if (state === 'Error' && !isYoung) return { again: false };
  const error = (stateDescription: string): RestoreDecision => ({
    status: { state: 'Error', stateDescription },
    again: isYoung,
  });
  if (!cluster) {
    return error(
      `PerconaServerMySQL ${spec.clusterName} in namespace ${metadata?.namespace} is not found`,
    );
  }
  const because = unsupported(observed);
  if (because) return error(because);
  const ahead = others.find(other => isAhead(other, restore));
  // What has its job has the volume, until that has ended.
  if (ahead && !job) {
    const { name } = ahead.metadata ?? {};
    return waits(
      hasBegun(ahead)
        ? `PerconaServerMySQLRestore ${name} is already running`
        : `PerconaServerMySQLRestore ${name} comes first`,
    );
  }
  const isStopped = cluster.spec.pause === true;
  if (!job && !isStopped && cluster.status?.state !== 'ready') {
    return waits(`Waiting until ${spec.clusterName} was made`);
  }
  if (!claim) return waits(`Waiting for the volume of ${spec.clusterName}`);
  if (job) return withJob(job, now);
  const starting = { state: 'Starting', stateDescription: '' } as const;
  if (!isStopped) return { status: starting, step: 'pause', again: true };
  if (observed.job) {
    const stateDescription =
      'Waiting until the job of an earlier restore of this name is gone';
    return { status: { ...starting, stateDescription }, again: true };
  }
  const [user] = users;
  if (!user) return { status: starting, step: 'create-job', again: true };
  const stateDescription = `Waiting until the ${user} has let go of the volume`;
  return { status: { ...starting, stateDescription }, again: true };
}

/**
 * Whether another restore into the same cluster goes first: one that has begun, or else the
 * older one. Of two restores one is always ahead of the other, and never both.
 */
function isAhead(other: Restore, of: Restore): boolean {
  const [{ metadata, spec, status }, { metadata: own }] = [other, of];
  if (spec.clusterName !== of.spec.clusterName) return false;
  if (metadata?.name === own?.name || isOver(status?.state)) return false;
  if (hasBegun(other) !== hasBegun(of)) return hasBegun(other);
  const [theirs, mine] = [metadata, own].map(
    each => `${each?.creationTimestamp ?? ''} ${each?.name}`,
  ) as [string, string];
  return theirs < mine;
}

function hasBegun({ status }: Restore): boolean {
  return status?.state === 'Starting' || status?.state === 'Running';
}

function unsupported({
  restore: { spec },
  backup,
}: ObservedRestore): string | undefined {
  if (spec.pitr) {
    return 'This platform restores whole backups, to no other point in time; leave spec.pitr out.';
  }
  if (!spec.backupName && !spec.backupSource) {
    return 'backupName and backupSource are empty';
  }
  if (!backup) {
    const what = spec.backupName ?? spec.backupSource?.destination;
    return `PerconaServerMySQLBackup ${what} in this namespace is not found`;
  }
  return backup.status?.state === 'Succeeded'
    ? undefined
    : `PerconaServerMySQLBackup ${backup.metadata?.name} has not succeeded`;
}

function withJob({ status }: Job, now: string): RestoreDecision {
  const holds = (type: string) =>
    status?.conditions?.find(
      each => each.type === type && each.status === 'True',
    );
  const failed = holds('Failed');
  if (failed) {
    const stateDescription = `The job failed; the log of its pods says why. ${
      failed.message ?? ''
    }`.trim();
    return {
      status: { state: 'Failed', stateDescription, completed: now },
      again: false,
      warning: `${stateDescription} The cluster stays stopped as it was before; set spec.pause to false to have it go on.`,
    };
  }
  return holds('Complete')
    ? {
        status: { state: 'Succeeded', stateDescription: '', completed: now },
        step: 'resume',
        again: false,
      }
    : { status: { state: 'Running', stateDescription: '' }, again: true };
}

function waits(stateDescription: string): RestoreDecision {
  return { status: { state: '', stateDescription }, again: true };
}
