import {
  type ClusterReader,
  type CustomObject,
  type KubeObject,
} from '@pilothouse/plugin-platform-node';
import type {
  Deployment,
  StatefulSet,
  DaemonSet,
} from 'kubernetes-types/apps/v1';
import type { Job } from 'kubernetes-types/batch/v1';
import type { Service } from 'kubernetes-types/core/v1';
import { markerLabels, readMarker, releaseOf } from './marker';

/** How one workload of a release is. */
export interface Workload {
  readonly kind: 'DaemonSet' | 'Deployment' | 'Job' | 'StatefulSet';
  readonly name: string;
  readonly ready: number;
  readonly wanted: number;
  /** Whether it is as its own controller was last told. */
  readonly current: boolean;
  /** Why it will not become ready by itself. */
  readonly stuck?: string;
}

/** A Service of a release. */
export interface ReleaseService {
  readonly name: string;
  readonly port?: number;
}

const releaseName = 'meta.helm.sh/release-name';
const managedByHelm = { 'app.kubernetes.io/managed-by': 'Helm' };
/** Name and version of the chart, as charts write by convention. */
const chartLabel = 'helm.sh/chart';
/** On what Flux has Helm make, and would make again as git has it. */
const fluxLabel = 'helm.toolkit.fluxcd.io/name';
const releaseNamespace = 'meta.helm.sh/release-namespace';

/** The release that an object was made by, as Helm writes it on all that it makes. */
export function ownerOf({ metadata }: KubeObject): string | undefined {
  const { annotations = {}, namespace } = metadata ?? {};
  const from = annotations[releaseNamespace];
  return from === undefined || from === namespace
    ? annotations[releaseName]
    : undefined;
}

/** What a label says of which chart an object is. */
interface Labelled {
  /** Name of the item. */
  readonly item: string;
  /** Of the chart, with its host. */
  readonly chart: string;
  readonly version: string;
}

/** Whichever chart has that label, such as `redis-1.0.0`; undefined for none, or several. */
export type ChartLabelled = (label: string) => Labelled | undefined;

/** All releases that were ordered here, or are of charts that are known, each with how its own objects are. */
export function releasesIn(
  cluster: ClusterReader,
  namespace?: string,
  chartLabelled: ChartLabelled = () => undefined,
): CustomObject[] {
  const markers = cluster.list('configmaps', {
    labels: markerLabels,
    ...(namespace !== undefined && { namespace }),
  });
  const parts = new Map<string, Parts>();
  const partsAt = (place: string) => {
    // Only where there are releases is anything looked at.
    const here = parts.get(place) ?? partsIn(cluster, place);
    parts.set(place, here);
    return here;
  };
  const ordered = markers.flatMap(marker => {
    const told = readMarker(marker);
    const name = releaseOf(marker);
    const place = marker.metadata?.namespace;
    if (!told || name === undefined || place === undefined) return [];
    const { item, ...step } = told;
    return [
      {
        metadata: { ...marker.metadata, name },
        spec: { version: told.version },
        status: { ...step, item, ...statusOf(partsAt(place), name) },
      },
    ];
  });
  const taken = new Set(ordered.map(({ metadata }) => keyOf(metadata)));
  const byHand = new Map<string, CustomObject>();
  for (const part of labelledBy(cluster, namespace)) {
    const { namespace: place = '', labels = {}, uid } = part.metadata ?? {};
    const name = ownerOf(part);
    const told = chartLabelled(labels[chartLabel] ?? '');
    const isTheirs = fluxLabel in labels || part.metadata?.deletionTimestamp;
    if (name === undefined || !told || isTheirs) continue;
    const key = keyOf({ namespace: place, name });
    if (taken.has(key) || byHand.has(key)) continue;
    const { version, ...of } = told;
    byHand.set(key, {
      metadata: { namespace: place, name, uid: `by-hand-${uid}` },
      spec: { version },
      status: {
        ...{ step: 'deployed', byHand: true, version, ...of },
        ...statusOf(partsAt(place), name),
      },
    });
  }
  return [...ordered, ...byHand.values()];
}

/** What Helm has made, of the kinds that charts of servers have. */
function labelledBy(
  cluster: ClusterReader,
  namespace: string | undefined,
): KubeObject[] {
  const of = {
    labels: managedByHelm,
    ...(namespace !== undefined && { namespace }),
  };
  return [
    ...cluster.list('statefulsets', of),
    ...cluster.list('deployments', of),
    ...cluster.list('daemonsets', of),
  ];
}

function statusOf({ workloads, services, owners }: Parts, name: string) {
  return {
    workloads: workloads.get(name) ?? [],
    services: services.get(name) ?? [],
    hasParts: owners.has(name),
  };
}

function keyOf(metadata: KubeObject['metadata']): string {
  return JSON.stringify([metadata?.namespace, metadata?.name]);
}

interface Parts {
  readonly workloads: ReadonlyMap<string, readonly Workload[]>;
  readonly services: ReadonlyMap<string, readonly ReleaseService[]>;
  /** Releases of which there is anything. */
  readonly owners: ReadonlySet<string>;
}

function partsIn(cluster: ClusterReader, namespace: string): Parts {
  const of = { namespace };
  const services = cluster.list('services', of);
  const others = [
    ...cluster.list('configmaps', of),
    ...cluster.list('serviceaccounts', of),
  ];
  const workloads: [KubeObject, Workload][] = [
    ...cluster.list('deployments', of).map(paired(deployment)),
    ...cluster.list('statefulsets', of).map(paired(statefulSet)),
    ...cluster.list('daemonsets', of).map(paired(daemonSet)),
    ...cluster.list('jobs', of).map(paired(job)),
  ];
  return {
    workloads: grouped(workloads),
    services: grouped(services.map(paired(serviceOf))),
    owners: new Set(
      [...workloads.map(([object]) => object), ...services, ...others].flatMap(
        object => ownerOf(object) ?? [],
      ),
    ),
  };
}

function paired<O extends KubeObject, T>(read: (object: O) => T) {
  return (object: O): [KubeObject, T] => [object, read(object)];
}

function grouped<T>(
  all: readonly [KubeObject, T][],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [object, read] of all) {
    const owner = ownerOf(object);
    if (owner === undefined) continue;
    groups.set(owner, [...(groups.get(owner) ?? []), read]);
  }
  return groups;
}

function deployment({ metadata, spec, status }: Deployment): Workload {
  const wanted = spec?.replicas ?? 1;
  const late = status?.conditions?.find(
    ({ type, status: is }) => type === 'Progressing' && is === 'False',
  );
  return {
    kind: 'Deployment',
    name: metadata?.name ?? '',
    ready: Math.min(status?.availableReplicas ?? 0, wanted),
    wanted,
    current:
      isObserved(metadata?.generation, status?.observedGeneration) &&
      (status?.updatedReplicas ?? 0) >= wanted,
    ...(late && { stuck: late.message ?? late.reason ?? 'Progressing=False' }),
  };
}

function statefulSet({ metadata, spec, status }: StatefulSet): Workload {
  const wanted = spec?.replicas ?? 1;
  const waits = spec?.updateStrategy?.type === 'OnDelete';
  return {
    kind: 'StatefulSet',
    name: metadata?.name ?? '',
    ready: Math.min(status?.readyReplicas ?? 0, wanted),
    wanted,
    current:
      isObserved(metadata?.generation, status?.observedGeneration) &&
      (waits ||
        status?.updateRevision === undefined ||
        status.updateRevision === status.currentRevision ||
        (status.updatedReplicas ?? 0) >= wanted),
  };
}

function daemonSet({ metadata, status }: DaemonSet): Workload {
  const wanted = status?.desiredNumberScheduled ?? 0;
  return {
    kind: 'DaemonSet',
    name: metadata?.name ?? '',
    ready: Math.min(status?.numberReady ?? 0, wanted),
    wanted,
    current: isObserved(metadata?.generation, status?.observedGeneration),
  };
}

function job({ metadata, spec, status }: Job): Workload {
  const wanted = spec?.completions ?? 1;
  const failed = status?.conditions?.find(
    ({ type, status: is }) => type === 'Failed' && is === 'True',
  );
  return {
    kind: 'Job',
    name: metadata?.name ?? '',
    ready: Math.min(status?.succeeded ?? 0, wanted),
    wanted,
    current: true,
    ...(failed && { stuck: failed.message ?? failed.reason ?? 'Failed' }),
  };
}

function serviceOf({ metadata, spec }: Service): ReleaseService {
  const port = spec?.ports?.[0]?.port;
  return {
    name: metadata?.name ?? '',
    ...(port !== undefined && { port }),
  };
}

function isObserved(wanted: number | undefined, seen: number | undefined) {
  return (seen ?? 0) >= (wanted ?? 0);
}
