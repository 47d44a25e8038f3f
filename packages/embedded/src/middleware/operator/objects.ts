import type {
  V1Condition,
  V1ConfigMap,
  V1ObjectMeta,
  V1OwnerReference,
  V1PersistentVolumeClaim,
  V1Pod,
  V1Secret,
  V1Service,
  V1StatefulSet,
} from '@kubernetes/client-node';
import { kubeListWatch, type KubeObject } from '../../kube/watch.ts';
import { watchedSet, type WatchedSet } from '../../kube/watched-set.ts';
import type { KubeRest, Query } from '../../kube/rest.ts';
import type { Wire } from '../../kube/wire.ts';
import { messageOf } from '../../parts/node-local/change-log.ts';
import { parseBytes } from '../../parts/node-local/pods/quantity.ts';

export type Meta = Wire<V1ObjectMeta>;
export type Condition = Wire<V1Condition>;
export type Pod = Wire<V1Pod>;
export type Claim = Wire<V1PersistentVolumeClaim>;
export type Service = Wire<V1Service>;
export type Secret = Wire<V1Secret>;
export type ConfigMap = Wire<V1ConfigMap>;
export type StatefulSet = Wire<V1StatefulSet>;

/** What an operator shares with those that do its work. */
export interface OperatorContext {
  readonly rest: KubeRest;
  readonly signal: AbortSignal;
  log(message: string): void;
}

/** Kind of a custom resource, as the API server serves it. */
export interface ResourceKind {
  /** Group and version. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
}

/** A custom resource, as far as every operator needs it. */
export interface CustomResource {
  readonly metadata?: Meta;
  readonly status?: object;
}

/** Path of a custom resource, of those of a namespace, or of all. */
export function resourcePath(
  { apiVersion, plural }: ResourceKind,
  namespace = '',
  name = '',
): string {
  const scope = namespace ? `/namespaces/${namespace}` : '';
  return `/apis/${apiVersion}${scope}/${plural}${name ? `/${name}` : ''}`;
}

/** Follows a collection of the API server. */
export function follow<T extends KubeObject>(
  { rest, signal, log }: OperatorContext,
  path: string,
  query: Query = {},
): WatchedSet<T> {
  return watchedSet<T>(kubeListWatch(rest, path, query), {
    signal,
    onFailure: error => log(`${path}: ${messageOf(error)}`),
  });
}

/** Makes a resource the owner of an object, which goes when the resource goes. */
export function ownedByReference(
  { apiVersion, kind }: ResourceKind,
  { metadata }: CustomResource,
): Wire<V1OwnerReference> {
  const { name = '', uid = '' } = metadata ?? {};
  const controller = true;
  return {
    apiVersion,
    kind,
    name,
    uid,
    controller,
    blockOwnerDeletion: true,
  };
}

/** Those of a resource's objects that are its own, not of an earlier one of that name. */
export function ownedBy<T extends { metadata?: Meta }>(
  { metadata: owner }: CustomResource,
  objects: readonly T[],
): T[] {
  return objects.filter(
    ({ metadata }) =>
      metadata?.namespace === owner?.namespace &&
      metadata?.ownerReferences?.some(({ uid }) => uid === owner?.uid),
  );
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

/** Why a pod does not run, in the words of the scheduler or the node. */
export function waitingReason({ metadata, status }: Pod): string | undefined {
  const unscheduled = status?.conditions?.find(
    condition =>
      condition.type === 'PodScheduled' && condition.status === 'False',
  );
  const waiting = status?.containerStatuses?.[0]?.state?.waiting;
  const because = unscheduled?.message ?? waiting?.message ?? waiting?.reason;
  return because && `${metadata?.name}: ${because}`;
}

/** Bytes of a quantity; 0 where there is none. */
export function bytesOf(quantity: string | undefined): number {
  return parseBytes(quantity) ?? 0;
}

/** Now, as Kubernetes writes times. */
export function nowText(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** What a condition is to say; its time changes with its status. */
export function conditionAfter(
  before: readonly Condition[] | undefined,
  wanted: Omit<Condition, 'lastTransitionTime'>,
  now: string,
): Condition {
  const known = before?.find(({ type }) => type === wanted.type);
  const since =
    known?.status === wanted.status ? known.lastTransitionTime : now;
  return { ...wanted, lastTransitionTime: since };
}
