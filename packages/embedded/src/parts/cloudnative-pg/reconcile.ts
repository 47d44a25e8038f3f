import { parseBytes } from '../node-local/pods/quantity.ts';
import {
  bootstrapJob,
  claim as newClaim,
  instanceName,
  pod as newPod,
  secrets,
  services,
  type BackupFiles,
  type InstanceSource,
} from './desired.ts';
import {
  API_PATH,
  names,
  type Backup,
  type Claim,
  type Cluster,
  type ClusterStatus,
  type Condition,
  type Job,
  type Phase,
  type Pod,
} from './model.ts';

/** How far the programs of PostgreSQL are on this machine. */
export type ImageState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'fetching'; readonly step: string }
  | { readonly kind: 'failed'; readonly because: string }
  | { readonly kind: 'ready' };

/** All that a decision about a cluster is made from. */
export interface Observed {
  readonly cluster: Cluster;
  readonly image: ImageState;
  /** Image references that stand for what this platform has; the first is used. */
  readonly images: readonly [string, ...string[]];
  readonly store: string;
  readonly pods: readonly Pod[];
  readonly jobs: readonly Job[];
  readonly claims: readonly Claim[];
  /** Names of the cluster's Services and Secrets that are there. */
  readonly services: readonly string[];
  readonly secrets: readonly string[];
  /** Backups of this cluster. */
  readonly backups: readonly Backup[];
  /** The backup that it begins from, where it names one that is there. */
  readonly origin?: { readonly backup: Backup; readonly files: BackupFiles };
  /** What the API server last refused. */
  readonly refusal?: string;
  /** A new password, for a Secret that is missing. */
  readonly password: string;
  /** Time of the decision, ISO 8601. */
  readonly now: string;
}

/** One thing to do. */
export type Action =
  | {
      readonly kind: 'create';
      /** Path of the collection. */
      readonly path: string;
      readonly object: object;
      readonly event?: ClusterEvent;
    }
  | { readonly kind: 'patch'; readonly path: string; readonly body: object }
  | {
      readonly kind: 'delete';
      readonly path: string;
      readonly event?: ClusterEvent;
    }
  | { readonly kind: 'fetch-image' };

/** What people are told about an action. */
export interface ClusterEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

export interface Decision {
  readonly actions: readonly Action[];
  readonly status: ClusterStatus;
}

/** Where the one instance is, with what is to be done for it. */
interface Step {
  readonly phase: Phase;
  readonly reason?: string;
  readonly actions: readonly Action[];
}

const SERIAL = 1;

/** What is to be done for a cluster now, and what its status is to say. */
export function decideCluster(observed: Observed): Decision {
  const because = unsupported(observed);
  const step: Step = because
    ? {
        phase: 'Unable to create required cluster objects',
        reason: because,
        actions: [],
      }
    : nextStep(observed);
  return {
    actions: step.actions,
    status: statusOf(observed, step),
  };
}

/** Why this platform cannot give what the cluster asks for. */
function unsupported({ cluster, images }: Observed): string | undefined {
  const { spec } = cluster;
  const { recovery, pg_basebackup: basebackup } = spec.bootstrap ?? {};
  const elsewhere = Boolean(
    recovery?.source || recovery?.volumeSnapshots || basebackup,
  );
  if (!images.includes(spec.imageName)) {
    return `This platform has PostgreSQL as ${images.join(
      ', ',
    )}; set spec.imageName to one of them.`;
  }
  if (elsewhere || (recovery && !recovery.backup)) {
    return 'This platform restores from a Backup of the same namespace; name it in spec.bootstrap.recovery.backup.';
  }
  if (recovery?.recoveryTarget) {
    return 'This platform restores whole backups, to no other point in time; leave spec.bootstrap.recovery.recoveryTarget out.';
  }
  if (spec.walStorage || spec.tablespaces || spec.replica) {
    return 'This platform has no walStorage, tablespaces or replica clusters; leave them out of spec.';
  }
  if (spec.instances > 1) {
    return 'This platform runs one instance of a cluster; set spec.instances to 1.';
  }
  return undefined;
}

function nextStep(observed: Observed): Step {
  const before = prerequisites(observed);
  const step = instanceStep(observed);
  return { ...step, actions: [...before, ...step.actions] };
}

function collection(cluster: Cluster, resource: string): string {
  const namespace = cluster.metadata?.namespace ?? '';
  return resource === 'jobs'
    ? `/apis/batch/v1/namespaces/${namespace}/jobs`
    : `/api/v1/namespaces/${namespace}/${resource}`;
}

function prerequisites(observed: Observed): Action[] {
  const { cluster, password } = observed;
  const missing = (
    resource: 'services' | 'secrets',
    wanted: readonly { metadata?: { name?: string } }[],
  ) =>
    wanted
      .filter(
        ({ metadata }) => !observed[resource].includes(metadata?.name ?? ''),
      )
      .map(
        (object): Action => ({
          kind: 'create',
          path: collection(cluster, resource),
          object,
        }),
      );
  return [
    ...missing('services', services(cluster)),
    ...missing('secrets', secrets(cluster, password)),
  ];
}

function instanceStep(observed: Observed): Step {
  const { cluster, claims, image } = observed;
  const name = instanceName(cluster, SERIAL);
  const claim = claims.find(({ metadata }) => metadata?.name === name);
  if (image.kind !== 'ready') return imageStep(image);
  if (!claim) {
    return {
      phase: 'Setting up primary',
      actions: [
        {
          kind: 'create',
          path: collection(cluster, 'persistentvolumeclaims'),
          object: newClaim(cluster, SERIAL),
        },
      ],
    };
  }
  return claim.metadata?.annotations?.[names.pvcStatus] === 'ready'
    ? runStep(observed, claim)
    : bootstrapStep(observed, claim);
}

function imageStep(image: Exclude<ImageState, { kind: 'ready' }>): Step {
  const phase = 'Setting up primary';
  switch (image.kind) {
    case 'absent':
      return { phase, actions: [{ kind: 'fetch-image' }] };
    case 'fetching':
      return { phase, reason: image.step, actions: [] };
    case 'failed':
      return {
        phase: 'Unable to create required cluster objects',
        reason: image.because,
        actions: [{ kind: 'fetch-image' }],
      };
  }
}

function sourceOf({ images, store }: Observed): InstanceSource {
  return { image: images[0], store };
}

/** The claim is to be filled: by initdb, or from a backup. */
function bootstrapStep(observed: Observed, claim: Claim): Step {
  const { cluster, jobs, origin } = observed;
  const phase = 'Setting up primary';
  const recovery = cluster.spec.bootstrap?.recovery;
  if (
    recovery &&
    origin?.backup.status?.phase !== 'completed' &&
    jobs.length === 0
  ) {
    const state = origin?.backup.status?.phase ?? 'not there';
    return {
      phase,
      reason: `The Backup ${recovery.backup?.name} is ${state}; a completed one is needed.`,
      actions: [],
    };
  }
  const job = jobs[0];
  if (!job) {
    const files = recovery && origin?.files;
    return {
      phase,
      actions: [
        {
          kind: 'create',
          path: collection(cluster, 'jobs'),
          object: bootstrapJob(cluster, SERIAL, sourceOf(observed), files),
          event: {
            type: 'Normal',
            reason: 'CreatingInstance',
            message: `Primary instance (${files ? 'full-recovery' : 'initdb'})`,
          },
        },
      ],
    };
  }
  const failed = job.status?.conditions?.find(
    ({ type, status }) => type === 'Failed' && status === 'True',
  );
  if (failed) {
    return {
      phase: 'Unable to create required cluster objects',
      reason: `The job ${
        job.metadata?.name
      } failed; the log of its pods says why. ${failed.message ?? ''}`.trim(),
      actions: [],
    };
  }
  if (!job.status?.succeeded) {
    return {
      phase,
      reason: `The job ${job.metadata?.name} fills the data folder`,
      actions: [],
    };
  }
  const done: Action = {
    kind: 'patch',
    path: `${collection(cluster, 'persistentvolumeclaims')}/${
      claim.metadata?.name
    }`,
    body: { metadata: { annotations: { [names.pvcStatus]: 'ready' } } },
  };
  const step = runStep(observed, claim);
  return { ...step, actions: [done, ...step.actions] };
}

/** The claim holds data: PostgreSQL is to run on it. */
function runStep(observed: Observed, claim: Claim): Step {
  const { cluster, jobs, pods } = observed;
  const [pod] = pods;
  const wanted = newPod(cluster, SERIAL, sourceOf(observed));
  const tidy = jobs
    .filter(job => !job.metadata?.deletionTimestamp && job.status?.succeeded)
    .map(
      (job): Action => ({
        kind: 'delete',
        path: `${collection(cluster, 'jobs')}/${job.metadata?.name}`,
      }),
    );
  const actions = [...tidy, ...growth(cluster, claim)];
  const waiting = 'Waiting for the instances to become active';
  if (!pod) {
    const message = `Creating instance ${wanted.metadata?.name}`;
    return {
      phase: waiting,
      actions: [
        ...actions,
        {
          kind: 'create',
          path: collection(cluster, 'pods'),
          object: wanted,
          event: { type: 'Normal', reason: 'CreatingInstance', message },
        },
      ],
    };
  }
  if (pod.metadata?.deletionTimestamp) return { phase: waiting, actions };
  const restart = restartReason(pod, wanted);
  if (restart) {
    return {
      phase: 'Primary instance is being restarted in-place',
      reason: restart,
      actions: [
        ...actions,
        {
          kind: 'delete',
          path: `${collection(cluster, 'pods')}/${pod.metadata?.name}`,
          event: {
            type: 'Normal',
            reason: 'UpgradingInstance',
            message: restart,
          },
        },
      ],
    };
  }
  return isReady(pod)
    ? { phase: 'Cluster in healthy state', actions }
    : { phase: waiting, reason: waitingReason(pod), actions };
}

function restartReason(pod: Pod, wanted: Pod): string | undefined {
  const hash = (of: Pod) => of.metadata?.annotations?.[names.podSpec];
  if (hash(pod) !== hash(wanted)) {
    return `The specification of instance ${pod.metadata?.name} has changed`;
  }
  const over =
    pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded';
  return over
    ? `The pod of instance ${pod.metadata?.name} has ended`
    : undefined;
}

/** Whether a pod takes connections. */
export function isReady(pod: Pod): boolean {
  return (
    !pod.metadata?.deletionTimestamp &&
    (pod.status?.conditions?.some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    ) ??
      false)
  );
}

function waitingReason({ metadata, status }: Pod): string | undefined {
  const unscheduled = status?.conditions?.find(
    condition =>
      condition.type === 'PodScheduled' && condition.status === 'False',
  );
  const waiting = status?.containerStatuses?.[0]?.state?.waiting;
  const because = unscheduled?.message ?? waiting?.message ?? waiting?.reason;
  return because && `${metadata?.name}: ${because}`;
}

const bytesOf = (quantity: string | undefined) => parseBytes(quantity) ?? 0;

function growth(cluster: Cluster, claim: Claim): Action[] {
  const { size } = cluster.spec.storage;
  const asked = claim.spec?.resources?.requests?.storage;
  if (bytesOf(size) <= bytesOf(asked)) return [];
  return [
    {
      kind: 'patch',
      path: `${collection(cluster, 'persistentvolumeclaims')}/${
        claim.metadata?.name
      }`,
      body: { spec: { resources: { requests: { storage: size } } } },
    },
  ];
}

function statusOf(observed: Observed, step: Step): ClusterStatus {
  const { cluster, claims, jobs, pods, images, refusal, now } = observed;
  const before = cluster.status;
  const name = cluster.metadata?.name ?? '';
  const ready = pods.filter(isReady).length;
  const primary = instanceName(cluster, SERIAL);
  const status = (claim: Claim) =>
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
    healthyPVC: claimNames(claim => status(claim) === 'ready'),
    initializingPVC: claimNames(claim => status(claim) !== 'ready'),
    resizingPVC: claimNames(isGrowing),
    jobCount: jobs.length,
    latestGeneratedNode: claims.length > 0 ? SERIAL : 0,
    ...backupTimes(observed),
    conditions: [
      condition(
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

function condition(
  { cluster, now }: Observed,
  type: string,
  holds: boolean,
  [reason, message]: readonly [string, string],
): Condition {
  const status = holds ? 'True' : 'False';
  const before = cluster.status?.conditions?.find(known => known.type === type);
  const lastTransitionTime =
    before?.status === status ? before.lastTransitionTime : now;
  return { type, status, reason, message, lastTransitionTime };
}

function ended(backups: readonly Backup[], phase: 'completed' | 'failed') {
  return backups
    .filter(({ status }) => status?.phase === phase)
    .sort((a, b) => endOf(a).localeCompare(endOf(b)));
}

const endOf = ({ status }: Backup) => status?.stoppedAt ?? '';

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
    condition(
      observed,
      'LastBackupSucceeded',
      holds,
      holds
        ? ['LastBackupSucceeded', 'Backup was successful']
        : ['LastBackupFailed', bad?.status?.error ?? 'Backup failed'],
    ),
  ];
}

/** Path of a resource of the operator's own group. */
export function resourcePath(
  resource: 'clusters' | 'backups' | 'scheduledbackups',
  namespace: string,
  name = '',
): string {
  const base = `${API_PATH}/namespaces/${namespace}/${resource}`;
  return name ? `${base}/${name}` : base;
}
