import type {
  ClusterReader,
  KubeKinds,
} from '@pilothouse/plugin-platform-node';
import type {
  Event,
  Node,
  PersistentVolumeClaim,
  Pod,
  Service,
} from 'kubernetes-types/core/v1';
import type { EndpointSlice } from 'kubernetes-types/discovery/v1';
import { conditionOf } from '../conditions';
import type { Bounds } from '../quota';
import { isOfQuota, refusalOf } from '../refusal';
import type { Workload } from '../workload';
import { isKnown, wasKnownAfter } from './known';
import { referencesOf, type Reference, type References } from './references';
import type { Neighborhood, Owner, Target } from './Neighborhood';
import { overlappingWith } from './overlapping-selectors';

/** A claim for storage that a pod makes, as far as it is known. */
export interface VolumeClaim {
  readonly name: string;
  readonly object?: PersistentVolumeClaim;
  readonly events: readonly Event[];
}

/** A pod with what tells about it. */
export interface PodAround extends References {
  readonly pod: Pod;
  readonly events: readonly Event[];
  /** Its node; `gone` when the cluster has none of that name. */
  readonly node?: Node | 'gone';
  /** Filled for pods that do not run yet, as is what they name. */
  readonly claims: readonly VolumeClaim[];
}

/** A Service in front of a workload. */
export interface ServiceAround {
  readonly service: Service;
  /** Whether its selector fits the pods of the workload. */
  readonly selects: boolean;
  readonly slices: readonly EndpointSlice[];
  /** Workloads of which pods are ready behind it, when there is any besides this one. */
  readonly targets: readonly Target[];
}

/** All that is known around one workload: what every judgment of it is made from. */
export interface Surroundings {
  readonly workload: Workload;
  readonly replicaSets: readonly KubeKinds['replicasets'][];
  readonly controllerRevisions: readonly KubeKinds['controllerrevisions'][];
  readonly pods: readonly PodAround[];
  /** Of the workload and its ReplicaSets. */
  readonly events: readonly Event[];
  readonly autoscaler?: KubeKinds['horizontalpodautoscalers'];
  readonly budgets: readonly KubeKinds['poddisruptionbudgets'][];
  readonly services: readonly ServiceAround[];
  /** What the namespace bounds; filled, where it is known, for pods that a quota refused. */
  readonly bounds?: Bounds;
  /** Workloads whose selectors and its own fit the pods of each other. */
  readonly overlapping: readonly Owner[];
  /** What its template names and exists; filled where pods were refused. */
  readonly found: readonly Reference[];
}

/** Gathers what is around a workload. */
export function surroundingsOf(
  workload: Workload,
  around: Neighborhood,
): Surroundings {
  const { lookup } = around;
  const { kind, uid, name, template } = workload;
  const deployment = kind === 'Deployment';
  const replicaSets = deployment ? lookup.owned('replicasets', uid) : [];
  const owners = deployment
    ? replicaSets.map(({ metadata }) => metadata?.uid ?? '')
    : [uid];
  const pods = owners.flatMap(owner => lookup.owned('pods', owner));
  const events = [...new Set([uid, ...owners])].flatMap(about =>
    lookup.eventsAbout(about),
  );
  const refusal = refusalOf({ workload, replicaSets, events });
  return {
    workload,
    replicaSets,
    controllerRevisions: deployment
      ? []
      : lookup.owned('controllerrevisions', uid),
    pods: pods.map(pod => podAround(pod, around)),
    events,
    autoscaler: around.autoscalerOf(kind, name),
    budgets: around.budgetsSelecting(template.metadata?.labels),
    services: servicesAround(workload, pods, around),
    overlapping: overlappingWith(workload, pods, around),
    bounds: refusal && isOfQuota(refusal) ? around.bounds() : undefined,
    found:
      refusal && template.spec ? referencesOf(template.spec, around).found : [],
  };
}

const nothing: References = { missing: [], found: [] };

function podAround(pod: Pod, around: Neighborhood): PodAround {
  const waits = pod.status?.phase === 'Pending';
  return {
    pod,
    events: around.lookup.eventsAbout(pod.metadata?.uid ?? ''),
    node: nodeOf(pod, around),
    claims: waits ? claimsOf(pod, around) : [],
    ...((waits || isHeldUp(pod)) && pod.spec
      ? referencesOf(pod.spec, around)
      : nothing),
  };
}

/** A pod that ran before counts as running while one of its containers is not made again. */
function isHeldUp({ status }: Pod): boolean {
  const { initContainerStatuses = [], containerStatuses = [] } = status ?? {};
  return [...initContainerStatuses, ...containerStatuses].some(
    ({ state }) => state?.waiting,
  );
}

function nodeOf(pod: Pod, { cluster }: Neighborhood): PodAround['node'] {
  const { nodeName } = pod.spec ?? {};
  if (!nodeName) return undefined;
  const scheduled = conditionOf(pod, 'PodScheduled');
  const placedAt =
    scheduled?.status === 'True' ? scheduled.lastTransitionTime : undefined;
  return nodeNamed(nodeName, cluster, placedAt);
}

/**
 * A node that a pod names; `gone` when the cluster has none of that name.
 *
 * @param placedAt - when the pod came to it: what was gone after that does not come back with
 *   nodes that cannot be read for a while
 */
export function nodeNamed(
  name: string,
  cluster: ClusterReader,
  placedAt?: string,
): PodAround['node'] {
  const node = cluster.get('nodes', { name });
  if (node) return node;
  // Who sees a pod may look its node up, though not list what nodes there are.
  const isListed = isKnown(cluster, { kind: 'nodes', beside: ['pods'] });
  return isListed || wasKnownAfter(cluster, 'nodes', placedAt)
    ? 'gone'
    : undefined;
}

function claimsOf(pod: Pod, around: Neighborhood): readonly VolumeClaim[] {
  return (pod.spec?.volumes ?? []).flatMap(volume => {
    const own = volume.ephemeral && `${pod.metadata?.name}-${volume.name}`;
    const name = volume.persistentVolumeClaim?.claimName ?? own;
    if (!name) return [];
    const object = around.get('persistentvolumeclaims', name);
    const uid = object?.metadata?.uid;
    const events = uid ? around.lookup.eventsAbout(uid) : [];
    return [{ name, object, events }];
  });
}

const SAME_SERVICE = ['backstage.io/kubernetes-id', 'app.kubernetes.io/name'];

function servicesAround(
  { name, metadata, template }: Workload,
  pods: readonly Pod[],
  around: Neighborhood,
): readonly ServiceAround[] {
  const selecting = new Set(
    around.servicesSelecting(template.metadata?.labels),
  );
  const { labels = {} } = metadata;
  const named = around.get('services', name);
  const own = SAME_SERVICE.every(
    label => named?.metadata?.labels?.[label] === labels[label],
  );
  const all = new Set(selecting);
  if (named?.spec?.selector && own) all.add(named);
  const uids = new Set(pods.map(pod => pod.metadata?.uid));
  return [...all].map(service => {
    const slices = around.lookup.slicesOf(service.metadata?.name ?? '');
    return {
      service,
      selects: selecting.has(service),
      slices,
      targets: leadsElsewhere(slices, uids) ? around.targetsOf(service) : [],
    };
  });
}

function leadsElsewhere(
  slices: readonly EndpointSlice[],
  own: ReadonlySet<string | undefined>,
): boolean {
  return slices.some(({ endpoints }) =>
    endpoints?.some(
      ({ targetRef }) => targetRef?.kind === 'Pod' && !own.has(targetRef.uid),
    ),
  );
}
