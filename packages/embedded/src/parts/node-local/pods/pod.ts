import type {
  V1Container,
  V1ContainerStatus,
  V1Pod,
  V1PodCondition,
  V1PodStatus,
  V1Probe,
} from '@kubernetes/client-node';
import type { Wire } from '../../../kube/wire.ts';

export type Pod = Wire<V1Pod>;
export type Container = Wire<V1Container>;
export type Probe = Wire<V1Probe>;
export type PodStatus = Wire<V1PodStatus>;
export type ContainerStatus = Wire<V1ContainerStatus>;
export type PodCondition = Wire<V1PodCondition>;

/** Which list of the pod a container stands in, and whether it runs beside the others. */
export type Role = 'init' | 'sidecar' | 'main';

export interface RoleContainer {
  readonly role: Role;
  readonly container: Container;
}

/** Init containers (sidecars among them) in order, then the containers. */
export function containersOf(pod: Pod): RoleContainer[] {
  const init = pod.spec?.initContainers ?? [];
  const main = pod.spec?.containers ?? [];
  return [
    ...init.map(
      (container): RoleContainer => ({
        role: container.restartPolicy === 'Always' ? 'sidecar' : 'init',
        container,
      }),
    ),
    ...main.map((container): RoleContainer => ({ role: 'main', container })),
  ];
}

/** Where a container stands in its pod, as events name it. */
export function fieldPathOf(pod: Pod, container: string): string {
  const init = pod.spec?.initContainers ?? [];
  const list = init.some(({ name }) => name === container)
    ? 'initContainers'
    : 'containers';
  return `spec.${list}{${container}}`;
}

export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';

/** The pod's restart policy; Always where none or an unknown one is given. */
export function restartPolicyOf(pod: Pod): RestartPolicy {
  const policy = pod.spec?.restartPolicy;
  return policy === 'Never' || policy === 'OnFailure' ? policy : 'Always';
}

/** Namespace and name, as people write them. */
export function podKey(pod: Pod): string {
  return `${pod.metadata?.namespace ?? ''}/${pod.metadata?.name ?? ''}`;
}

/** Unique id of the pod, which names its folder; it is the API server's, a UUID. */
export function uidOf(pod: Pod): string {
  return pod.metadata?.uid ?? '';
}

/** Name, namespace and unique id, as the kubelet names a pod in what it says. */
export function podTitle(pod: Pod): string {
  const { name, namespace } = pod.metadata ?? {};
  return `${name}_${namespace}(${uidOf(pod)})`;
}
