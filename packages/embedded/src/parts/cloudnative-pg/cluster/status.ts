import {
  bytesOf,
  conditionAfter,
  isReady,
} from '../../../middleware/operator/objects.ts';
import {
  names,
  type Backup,
  type Claim,
  type ClusterStatus,
  type Condition,
  type Phase,
} from '../model.ts';
import { instanceName } from './instance.ts';
import { SERIAL, type Observed, type Step } from './observed.ts';

/** What the status of a cluster is to say. */
export function statusOf(observed: Observed, step: Step): ClusterStatus {
  const { cluster, claims, jobs, pods, images, refusal, now } = observed;
  const before = cluster.status;
  const name = cluster.metadata?.name ?? '';
  const ready = pods.filter(isReady).length;
  const primary = instanceName(cluster, SERIAL);
  const pvcStatus = (claim: Claim) =>
    claim.metadata?.annotations?.[names.pvcStatus];
  const claimNames = (which: (claim: Claim) => boolean) =>
    claims.filter(which).map(({ metadata }) => metadata?.name ?? '');
  const phase: Phase = refusal
    ? 'Unable to create required cluster objects'
    : step.phase;
  const hasRun = before?.currentPrimary ?? (ready > 0 ? primary : undefined);
  const healthy = phase === 'Cluster in healthy state';
  return {
    phase,
    phaseReason: refusal ?? step.reason ?? '',
    instances: pods.length,
    readyInstances: ready,
    instanceNames: claimNames(() => true),
    ...(hasRun && {
      currentPrimary: primary,
      currentPrimaryTimestamp: before?.currentPrimaryTimestamp ?? now,
    }),
    targetPrimary: primary,
    targetPrimaryTimestamp: before?.targetPrimaryTimestamp ?? now,
    writeService: `${name}-rw`,
    readService: `${name}-r`,
    image: images[0],
    pvcCount: claims.length,
    healthyPVC: claimNames(claim => pvcStatus(claim) === 'ready'),
    initializingPVC: claimNames(claim => pvcStatus(claim) !== 'ready'),
    resizingPVC: claimNames(isGrowing),
    jobCount: jobs.length,
    latestGeneratedNode: claims.length > 0 ? SERIAL : 0,
    ...backupTimes(observed),
    conditions: [
      conditionOf(
        observed,
        'Ready',
        healthy,
        healthy
          ? ['ClusterIsReady', 'Cluster is Ready']
          : ['ClusterIsNotReady', 'Cluster Is Not Ready'],
      ),
      ...backupCondition(observed),
    ],
  };
}

function isGrowing({ spec, status }: Claim): boolean {
  const has = status?.capacity?.storage;
  return (
    Boolean(has) && bytesOf(has) < bytesOf(spec?.resources?.requests?.storage)
  );
}

function conditionOf(
  { cluster, now }: Observed,
  type: string,
  holds: boolean,
  [reason, message]: readonly [string, string],
): Condition {
  const status = holds ? 'True' : 'False';
  const before = cluster.status?.conditions;
  return conditionAfter(before, { type, status, reason, message }, now);
}

function ended(backups: readonly Backup[], phase: 'completed' | 'failed') {
  return backups
    .filter(({ status }) => status?.phase === phase)
    .sort((a, b) => endOf(a).localeCompare(endOf(b)));
}

function endOf({ status }: Backup): string {
  return status?.stoppedAt ?? '';
}

function backupTimes({ backups }: Observed) {
  const good = ended(backups, 'completed');
  const bad = ended(backups, 'failed').at(-1);
  const [first] = good;
  const last = good.at(-1);
  return {
    ...(first && { firstRecoverabilityPoint: endOf(first) }),
    ...(last && { lastSuccessfulBackup: endOf(last) }),
    ...(bad && { lastFailedBackup: endOf(bad) }),
  };
}

function backupCondition(observed: Observed): Condition[] {
  const good = ended(observed.backups, 'completed').at(-1);
  const bad = ended(observed.backups, 'failed').at(-1);
  if (!good && !bad) return [];
  const holds = !bad || (good !== undefined && endOf(good) >= endOf(bad));
  return [
    conditionOf(
      observed,
      'LastBackupSucceeded',
      holds,
      holds
        ? ['LastBackupSucceeded', 'Backup was successful']
        : ['LastBackupFailed', bad?.status?.error ?? 'Backup failed'],
    ),
  ];
}
