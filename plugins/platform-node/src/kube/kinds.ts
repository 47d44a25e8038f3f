import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import type {
  ControllerRevision,
  DaemonSet,
  Deployment,
  ReplicaSet,
  StatefulSet,
} from 'kubernetes-types/apps/v1';
import type { CronJob, Job } from 'kubernetes-types/batch/v1';
import type {
  ConfigMap,
  Event,
  LimitRange,
  Namespace,
  Node,
  PersistentVolumeClaim,
  Pod,
  ResourceQuota,
  Secret,
  Service,
  ServiceAccount,
} from 'kubernetes-types/core/v1';
import type { EndpointSlice } from 'kubernetes-types/discovery/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type { Ingress } from 'kubernetes-types/networking/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';

/** An object as the API server tells it. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}

/** The kinds that the portal reads, by their plural name, with what one of them looks like. */
export interface KubeKinds {
  clusterrolebindings: KubeObject;
  clusterroles: KubeObject;
  configmaps: ConfigMap;
  controllerrevisions: ControllerRevision;
  cronjobs: CronJob;
  daemonsets: DaemonSet;
  deployments: Deployment;
  endpointslices: EndpointSlice;
  events: Event;
  horizontalpodautoscalers: HorizontalPodAutoscaler;
  ingresses: Ingress;
  jobs: Job;
  limitranges: LimitRange;
  namespaces: Namespace;
  nodes: Node;
  persistentvolumeclaims: PersistentVolumeClaim;
  poddisruptionbudgets: PodDisruptionBudget;
  pods: Pod;
  replicasets: ReplicaSet;
  resourcequotas: ResourceQuota;
  rolebindings: KubeObject;
  roles: KubeObject;
  secrets: Secret;
  serviceaccounts: ServiceAccount;
  services: Service;
  statefulsets: StatefulSet;
}

/** Plural name of a kind that the portal reads. */
export type KubeKindName = keyof KubeKinds;

/** Where the API server serves a kind. */
export interface KubeKind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Nothing but its metadata is read: the rest may be secret or much, and nobody asks for it. */
  readonly metadataOnly?: true;
}

const kind = (
  group: string,
  version: string,
  plural: string,
  name: string,
  namespaced = true,
): KubeKind => ({ group, version, plural, kind: name, namespaced });

const onlyMetadata = (of: KubeKind): KubeKind => ({
  ...of,
  metadataOnly: true,
});

/** That rights change is all that matters: what they are is asked of the cluster. */
const rbacKind = (plural: string, name: string, namespaced: boolean) =>
  onlyMetadata(
    kind('rbac.authorization.k8s.io', 'v1', plural, name, namespaced),
  );

/** Where each of {@link KubeKinds} is served. */
export const kubeKinds: { readonly [K in KubeKindName]: KubeKind } = {
  clusterrolebindings: rbacKind(
    'clusterrolebindings',
    'ClusterRoleBinding',
    false,
  ),
  clusterroles: rbacKind('clusterroles', 'ClusterRole', false),
  configmaps: onlyMetadata(kind('', 'v1', 'configmaps', 'ConfigMap')),
  controllerrevisions: kind(
    'apps',
    'v1',
    'controllerrevisions',
    'ControllerRevision',
  ),
  cronjobs: kind('batch', 'v1', 'cronjobs', 'CronJob'),
  daemonsets: kind('apps', 'v1', 'daemonsets', 'DaemonSet'),
  deployments: kind('apps', 'v1', 'deployments', 'Deployment'),
  endpointslices: kind(
    'discovery.k8s.io',
    'v1',
    'endpointslices',
    'EndpointSlice',
  ),
  events: kind('', 'v1', 'events', 'Event'),
  horizontalpodautoscalers: kind(
    'autoscaling',
    'v2',
    'horizontalpodautoscalers',
    'HorizontalPodAutoscaler',
  ),
  ingresses: kind('networking.k8s.io', 'v1', 'ingresses', 'Ingress'),
  jobs: kind('batch', 'v1', 'jobs', 'Job'),
  limitranges: kind('', 'v1', 'limitranges', 'LimitRange'),
  namespaces: kind('', 'v1', 'namespaces', 'Namespace', false),
  nodes: kind('', 'v1', 'nodes', 'Node', false),
  persistentvolumeclaims: kind(
    '',
    'v1',
    'persistentvolumeclaims',
    'PersistentVolumeClaim',
  ),
  poddisruptionbudgets: kind(
    'policy',
    'v1',
    'poddisruptionbudgets',
    'PodDisruptionBudget',
  ),
  pods: kind('', 'v1', 'pods', 'Pod'),
  replicasets: kind('apps', 'v1', 'replicasets', 'ReplicaSet'),
  resourcequotas: kind('', 'v1', 'resourcequotas', 'ResourceQuota'),
  rolebindings: rbacKind('rolebindings', 'RoleBinding', true),
  roles: rbacKind('roles', 'Role', true),
  secrets: onlyMetadata(kind('', 'v1', 'secrets', 'Secret')),
  serviceaccounts: onlyMetadata(
    kind('', 'v1', 'serviceaccounts', 'ServiceAccount'),
  ),
  services: kind('', 'v1', 'services', 'Service'),
  statefulsets: kind('apps', 'v1', 'statefulsets', 'StatefulSet'),
};
