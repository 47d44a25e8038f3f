import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { TailRequest } from '@pilothouse/plugin-platform-common';
import type {
  ClusterReader,
  KubeKindName,
  KubeObject,
  KubeReader,
} from '@pilothouse/plugin-platform-node';
import type { Pod } from 'kubernetes-types/core/v1';
import { pluralOf } from '../../kube/write';
import { runsOf } from './runs';

/** What the log of a workload is read from. */
export type Target = Pick<TailRequest, 'target' | 'pods' | 'container'>;

/** A container whose log is wanted. */
export interface Wanted {
  readonly pod: string;
  readonly uid: string;
  readonly container: string;
  /** Uid of the object that keeps the pod for the workload. */
  readonly owner: string;
  /** When its latest run began, or else its pod; ISO 8601. */
  readonly beganAt?: string;
}

/**
 * What has become of a pod. `gone`: it does not exist any longer. `left`: it exists and is
 * of another workload now, or of none.
 */
export type Fate = 'stays' | 'gone' | 'left';

/**
 * The workload, in what the person may see.
 *
 * @throws NotFoundError in the same words for what does not exist and what may not be seen
 * @throws ServiceUnavailableError as long as neither can be told from what is not known yet
 */
export function workloadOf(
  kube: KubeReader,
  { cluster, namespace, kind, name }: TailRequest['target'],
): { reader: ClusterReader; uid: string } {
  const reader = kube.cluster(cluster);
  const uid = reader?.get(pluralOf[kind], { namespace, name })?.metadata?.uid;
  if (reader && uid === undefined && isUncertain(reader, pluralOf[kind])) {
    throw notKnown(cluster);
  }
  if (!reader || uid === undefined) {
    throw noWorkload({ cluster, namespace, kind, name });
  }
  return { reader, uid };
}

/** What is told while neither can be said. */
export function notKnown(cluster: string): ServiceUnavailableError {
  return new ServiceUnavailableError(
    `What runs in cluster "${cluster}" is not known at present; try again in a moment`,
  );
}

/** What is told of a workload that does not exist, or that the person may not see. */
export function noWorkload(target: TailRequest['target']): NotFoundError {
  const { cluster, namespace, kind, name } = target;
  return new NotFoundError(
    `There is no ${kind} "${name}" in namespace "${namespace}" of cluster "${cluster}"`,
  );
}

/** The containers whose logs are wanted now, in the order of pods' age and name. */
export function wantedContainers(kube: KubeReader, target: Target): Wanted[] {
  const { reader, uid } = workloadOf(kube, target.target);
  return podsOf(reader, target.target, uid)
    .filter(({ pod }) => isNamed(target.pods, pod.metadata?.name))
    .sort(byAge)
    .flatMap(({ pod, owner }) =>
      containersOf(pod, target.container).map(container => ({
        pod: pod.metadata?.name ?? '',
        uid: pod.metadata?.uid ?? '',
        container,
        owner,
        beganAt: beganAt(pod, container),
      })),
    );
}

/**
 * What has become of the pod of a container that was wanted. That it is not in the cache
 * means something only when the cache has heard of all pods; and a pod that waits for its
 * deletion, after that of its workload, is read to its end.
 */
export function fateOf(
  kube: KubeReader,
  { cluster, namespace }: TailRequest['target'],
  { pod: name, uid, owner }: Wanted,
): Fate {
  const reader = kube.cluster(cluster);
  const metadata = reader?.get('pods', { namespace, name })?.metadata;
  if (metadata?.uid !== uid) {
    return reader?.kindState('pods').kind === 'live' ? 'gone' : 'stays';
  }
  const isOwned = metadata.ownerReferences?.some(each => each.uid === owner);
  return isOwned || metadata.deletionTimestamp ? 'stays' : 'left';
}

function beganAt(pod: Pod, container: string): string | undefined {
  const { latest } = runsOf(pod, container);
  return latest?.startedAt ?? pod.metadata?.creationTimestamp;
}

function isUncertain(reader: ClusterReader, kind: KubeKindName): boolean {
  const knowledge = reader.knowledge();
  return (
    (knowledge.kind === 'stale' && knowledge.reason === 'rights-unknown') ||
    ['namespaces' as const, kind].some(each =>
      ['pending', 'stale'].includes(reader.kindState(each).kind),
    )
  );
}

interface OwnedPod {
  readonly pod: Pod;
  readonly owner: string;
}

function podsOf(
  reader: ClusterReader,
  { namespace, kind }: TailRequest['target'],
  uid: string,
): OwnedPod[] {
  const owners =
    kind === 'Deployment'
      ? reader.list('replicasets', { namespace, ownerUid: uid }).map(uidOf)
      : [uid];
  return owners.flatMap(owner =>
    owner === undefined
      ? []
      : reader
          .list('pods', { namespace, ownerUid: owner })
          .map(pod => ({ pod, owner })),
  );
}

function uidOf({ metadata }: KubeObject): string | undefined {
  return metadata?.uid;
}

function isNamed(names: readonly string[] | undefined, name?: string) {
  return names === undefined || (name !== undefined && names.includes(name));
}

/** One that is named; else those that run as long as the pod does. */
function containersOf({ spec }: Pod, name: string | undefined): string[] {
  const all = spec?.containers ?? [];
  const first = spec?.initContainers ?? [];
  if (name !== undefined) {
    return [...first, ...all].some(container => container.name === name)
      ? [name]
      : [];
  }
  const beside = first.filter(
    container =>
      'restartPolicy' in container && container.restartPolicy === 'Always',
  );
  return [...all, ...beside].map(container => container.name);
}

function byAge(a: OwnedPod, b: OwnedPod): number {
  const key = ({ pod: { metadata } }: OwnedPod) =>
    `${metadata?.creationTimestamp ?? ''} ${metadata?.name ?? ''}`;
  return key(a) < key(b) ? -1 : 1;
}
