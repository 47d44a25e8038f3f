import { NotFoundError } from '@backstage/errors';
import type { TailRequest } from '@pilothouse/plugin-platform-common';
import type {
  ClusterReader,
  KubeKindName,
  KubeObject,
  KubeReader,
} from '@pilothouse/plugin-platform-node';
import type { Pod } from 'kubernetes-types/core/v1';

/** What the log of a workload is read from. */
export type Target = Pick<TailRequest, 'target' | 'pods' | 'container'>;

/** A container whose log is wanted. */
export interface Wanted {
  readonly pod: string;
  readonly uid: string;
  readonly container: string;
}

const plurals = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
} as const satisfies Record<string, KubeKindName>;

/**
 * The workload, in what the person may see.
 *
 * @throws NotFoundError in the same words for what does not exist and what may not be seen
 */
export function workloadOf(
  kube: KubeReader,
  { cluster, namespace, kind, name }: TailRequest['target'],
): { reader: ClusterReader; uid: string } {
  const reader = kube.cluster(cluster);
  const uid = reader?.get(plurals[kind], { namespace, name })?.metadata?.uid;
  if (!reader || uid === undefined) {
    throw noWorkload({ cluster, namespace, kind, name });
  }
  return { reader, uid };
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
    .filter(({ metadata }) => isNamed(target.pods, metadata?.name))
    .sort(byAge)
    .flatMap(pod =>
      containersOf(pod, target.container).map(container => ({
        pod: pod.metadata?.name ?? '',
        uid: pod.metadata?.uid ?? '',
        container,
      })),
    );
}

function podsOf(
  reader: ClusterReader,
  { namespace, kind }: TailRequest['target'],
  uid: string,
): Pod[] {
  const owners =
    kind === 'Deployment'
      ? reader.list('replicasets', { namespace, ownerUid: uid }).map(uidOf)
      : [uid];
  return owners.flatMap(ownerUid =>
    ownerUid === undefined
      ? []
      : reader.list('pods', { namespace, ownerUid }).slice(),
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

function byAge(a: Pod, b: Pod): number {
  const key = ({ metadata }: Pod) =>
    `${metadata?.creationTimestamp ?? ''} ${metadata?.name ?? ''}`;
  return key(a) < key(b) ? -1 : 1;
}
