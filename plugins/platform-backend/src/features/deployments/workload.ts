import type { WorkloadKind } from '@pilothouse/plugin-platform-common';
import type {
  ClusterReader,
  KubeKinds,
  ObjectQuery,
} from '@pilothouse/plugin-platform-node';
import type {
  DaemonSet,
  Deployment,
  StatefulSet,
} from 'kubernetes-types/apps/v1';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { pluralOf } from '../../kube/write';

/** A workload with what every kind of it has. */
export type Workload = {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly metadata: ObjectMeta;
  readonly template: PodTemplateSpec;
} & (
  | { readonly kind: 'Deployment'; readonly object: Deployment }
  | { readonly kind: 'StatefulSet'; readonly object: StatefulSet }
  | { readonly kind: 'DaemonSet'; readonly object: DaemonSet }
);

const kinds = Object.keys(pluralOf) as WorkloadKind[];

/** The kinds that are workloads, as the cache names them. */
export const workloadKinds = Object.values(pluralOf);

type WorkloadObject = KubeKinds[(typeof pluralOf)[WorkloadKind]];

function workload(
  cluster: string,
  kind: WorkloadKind,
  object: WorkloadObject,
): Workload {
  const metadata = object.metadata ?? {};
  return {
    cluster,
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? '',
    uid: metadata.uid ?? '',
    metadata,
    template: object.spec?.template ?? {},
    kind,
    object,
  } as Workload;
}

/** Workloads of a cluster, in no particular order. */
export function workloadsIn(
  cluster: ClusterReader,
  query?: ObjectQuery,
): readonly Workload[] {
  return kinds.flatMap(kind =>
    cluster
      .list(pluralOf[kind], query)
      .map(object => workload(cluster.name, kind, object)),
  );
}

/** The workload of that kind and name, where there is one. */
export function workloadNamed(
  cluster: ClusterReader,
  kind: WorkloadKind,
  key: { readonly namespace: string; readonly name: string },
): Workload | undefined {
  const object = cluster.get(pluralOf[kind], key);
  return object && workload(cluster.name, kind, object);
}

/** `cluster/namespace/kind/name`. */
export function placementId(of: Workload): string {
  return `${of.cluster}/${of.namespace}/${of.kind}/${of.name}`;
}
