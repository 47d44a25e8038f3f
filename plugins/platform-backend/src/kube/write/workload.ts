import type {
  DaemonSet,
  Deployment,
  StatefulSet,
} from 'kubernetes-types/apps/v1';
import {
  preconditionSchema,
  type ChangeOrder,
  type ChangeRequest,
} from '@pilothouse/plugin-platform-common';
import type { KubeObject } from '@pilothouse/plugin-platform-node';

/** The workload that a change is about. */
export type Target = ChangeRequest['target'];

/** A workload as the API server tells it. */
export type Workload = Deployment | StatefulSet | DaemonSet;

/** Where each kind of workload is found. */
export const pluralOf = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
} as const satisfies Record<Target['kind'], string>;

/** The sentence for what does not exist, and in the same words for what one may not see. */
export function noSuchWorkload(target: Target): string {
  const { cluster, namespace, kind, name } = target;
  return `There is no ${kind} ${name} in the namespace ${namespace} of the cluster ${cluster}`;
}

/** Number of replicas that are wanted; undefined where a kind has none. */
export function replicasOf(workload: Workload): number | undefined {
  const { spec } = workload;
  return spec && 'replicas' in spec ? spec.replicas : undefined;
}

/** Whether an object is owned by the one with that uid. */
export function isOwnedBy(object: KubeObject, uid: string | undefined) {
  return (
    uid !== undefined &&
    (object.metadata?.ownerReferences ?? []).some(owner => owner.uid === uid)
  );
}

/** What an object must still be for a change of it to be what one looked at. */
export function preconditionOf({
  metadata,
}: KubeObject): ChangeOrder['precondition'] {
  return preconditionSchema.parse(metadata);
}

/**
 * Whether an object is still what a change was looked at for: nothing else is wanted of it
 * than then, whatever its status has become.
 */
export function isStill(
  object: KubeObject,
  { uid, resourceVersion, generation }: ChangeOrder['precondition'],
): boolean {
  const now = preconditionOf(object);
  const sameWish = generation !== undefined && now.generation === generation;
  return (
    now.uid === uid && (sameWish || now.resourceVersion === resourceVersion)
  );
}
