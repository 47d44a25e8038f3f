import { InputError } from '@backstage/errors';
import type { Change } from '@pilothouse/plugin-platform-common';
import { hasApplied } from './managers';
import {
  preconditionOf,
  replicasOf,
  type Target,
  type Workload,
} from './workload';

/** Annotation of the pod template by which kubectl restarts a workload, too. */
export const restartedAt = 'kubectl.kubernetes.io/restartedAt';

const replicasPath = ['spec', 'replicas'];
const restartedAtPath = [
  'spec',
  'template',
  'metadata',
  'annotations',
  restartedAt,
];

/** What is applied: all that the portal wants of the workload, and nothing else. */
export interface ApplySet {
  readonly replicas?: number;
  readonly restartedAt?: string;
}

/**
 * All that the portal wants of a workload once the change is made. What it has applied
 * before is part of it: the API server removes what is not applied again, and a removed
 * annotation would restart all pods.
 *
 * @throws InputError for a number of replicas of what has none
 */
export function applySetFor(
  workload: Workload,
  kind: Target['kind'],
  change: Extract<Change, { kind: 'scale' | 'restart' }>,
  now: Date,
): ApplySet {
  if (change.kind === 'scale' && kind === 'DaemonSet') {
    throw new InputError(
      'A DaemonSet runs once on each of its nodes; it has no number of replicas to change',
    );
  }
  const annotations = workload.spec?.template.metadata?.annotations ?? {};
  const kept: ApplySet = {
    ...(hasApplied(workload, replicasPath) && {
      replicas: replicasOf(workload),
    }),
    ...(hasApplied(workload, restartedAtPath) && {
      restartedAt: annotations[restartedAt],
    }),
  };
  return change.kind === 'scale'
    ? { ...kept, replicas: change.replicas }
    : { ...kept, restartedAt: now.toISOString() };
}

/** The document that applies it to exactly the object that was read. */
export function applyDocument(target: Target, found: Workload, set: ApplySet) {
  const { name, namespace, kind } = target;
  const { uid, resourceVersion } = preconditionOf(found);
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, uid, resourceVersion },
    spec: {
      ...(set.replicas !== undefined && { replicas: set.replicas }),
      ...(set.restartedAt !== undefined && {
        template: {
          metadata: { annotations: { [restartedAt]: set.restartedAt } },
        },
      }),
    },
  };
}
