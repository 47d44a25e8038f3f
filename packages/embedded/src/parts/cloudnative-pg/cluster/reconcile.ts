import type { Action } from '../../../middleware/operator/actions.ts';
import { largerClaims } from '../../../middleware/operator/claims.ts';
import {
  isReady,
  waitingReason,
} from '../../../middleware/operator/objects.ts';
import type { ImageState } from '../../../platform/image-keeper.ts';
import { names, type Claim, type Cluster, type Pod } from '../model.ts';
import { secrets, services } from './desired.ts';
import {
  bootstrapJob,
  claim as newClaim,
  instanceName,
  pod as newPod,
  type InstanceSource,
} from './instance.ts';
import { SERIAL, type Decision, type Observed, type Step } from './observed.ts';
import { statusOf } from './status.ts';

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
  return undefined;
}

function nextStep(observed: Observed): Step {
  const before = prerequisites(observed);
  const step = instanceStep(observed);
  const lacking =
    step.phase === 'Cluster in healthy state' && withoutReplicas(observed);
  return { ...step, ...lacking, actions: [...before, ...step.actions] };
}

/** The primary goes on as it is; that the others are not coming is to be known. */
function withoutReplicas({ cluster }: Observed): Partial<Step> | undefined {
  return cluster.spec.instances > 1
    ? {
        phase: 'Unable to create required cluster objects',
        reason:
          'This platform runs one instance of a cluster; set spec.instances to 1.',
      }
    : undefined;
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
  const { cluster, claims, image, pods } = observed;
  const name = instanceName(cluster, SERIAL);
  const claim = claims.find(({ metadata }) => metadata?.name === name);
  // What runs needs no image, and is not to look broken while the image is made anew.
  if (image.kind !== 'ready' && pods.length === 0) return imageStep(image);
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
  const actions = [
    ...tidy,
    ...largerClaims([claim], cluster.spec.storage.size),
  ];
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
