import { kubeListWatch, type KubeObject } from '../../kube/watch.ts';
import { watchedSet, type WatchedSet } from '../../kube/watched-set.ts';
import { ignoring, MERGE_PATCH, type KubeRest } from '../../kube/rest.ts';
import { messageOf } from '../node-local/change-log.ts';
import {
  API_PATH,
  names,
  type Backup,
  type Claim,
  type Cluster,
  type Job,
  type Meta,
  type Pod,
  type ScheduledBackup,
  type Secret,
  type Service,
} from './model.ts';

/** What the operator shares with those that do its work. */
export interface OperatorContext {
  readonly rest: KubeRest;
  readonly signal: AbortSignal;
  log(message: string): void;
}

/** Resources of the operator's own group. */
export type Kind = 'clusters' | 'backups' | 'scheduledbackups';

/** Everything that the operator follows. */
export class OperatorObjects {
  readonly clusters: WatchedSet<Cluster>;
  readonly backups: WatchedSet<Backup>;
  readonly schedules: WatchedSet<ScheduledBackup>;
  readonly pods: WatchedSet<Pod>;
  readonly jobs: WatchedSet<Job>;
  readonly claims: WatchedSet<Claim>;
  readonly services: WatchedSet<Service>;
  readonly secrets: WatchedSet<Secret>;

  constructor({ rest, signal, log }: OperatorContext) {
    const follow = <T extends KubeObject>(path: string, query = {}) =>
      watchedSet<T>(kubeListWatch(rest, path, query), {
        signal,
        onFailure: error => log(`${path}: ${messageOf(error)}`),
      });
    const ofClusters = { labelSelector: names.cluster };
    this.clusters = follow(`${API_PATH}/clusters`);
    this.backups = follow(`${API_PATH}/backups`);
    this.schedules = follow(`${API_PATH}/scheduledbackups`);
    this.pods = follow('/api/v1/pods', ofClusters);
    this.jobs = follow('/apis/batch/v1/jobs', ofClusters);
    this.claims = follow('/api/v1/persistentvolumeclaims', ofClusters);
    this.services = follow('/api/v1/services', ofClusters);
    this.secrets = follow('/api/v1/secrets', ofClusters);
  }

  /** What clusters consist of. */
  get parts() {
    const { pods, jobs, claims, services, secrets } = this;
    return [pods, jobs, claims, services, secrets] as const;
  }

  /** Resolves when all of it is known. */
  async synced(): Promise<void> {
    const own = [this.clusters, this.backups, this.schedules];
    await Promise.all([...own, ...this.parts].map(set => set.synced));
  }

  /** Backups of a cluster. */
  backupsOf(namespace = '', cluster = ''): Backup[] {
    return this.backups
      .list()
      .filter(
        ({ metadata, spec }) =>
          metadata?.namespace === namespace && spec.cluster.name === cluster,
      );
  }

  /** Pods of a cluster's instances. */
  instancesOf(namespace: string, cluster: string): Pod[] {
    return this.pods
      .list()
      .filter(
        ({ metadata }) =>
          metadata?.namespace === namespace &&
          metadata.labels?.[names.cluster] === cluster &&
          metadata.labels[names.podRole] === 'instance',
      );
  }
}

/** Those of a cluster's objects that are its own, not of an earlier one of that name. */
export function ownedBy<T extends { metadata?: Meta }>(
  { metadata: owner }: Cluster,
  objects: readonly T[],
): T[] {
  return objects.filter(
    ({ metadata }) =>
      metadata?.namespace === owner?.namespace &&
      metadata?.ownerReferences?.some(({ uid }) => uid === owner?.uid),
  );
}

/** Path of a resource of the operator's own group. */
export function resourcePath(kind: Kind, namespace: string, name = ''): string {
  const base = `${API_PATH}/namespaces/${namespace}/${kind}`;
  return name ? `${base}/${name}` : base;
}

/** Writes what is new in a status, and takes away what it no longer says. */
export async function writeStatus(
  rest: KubeRest,
  kind: Kind,
  { metadata, status: known }: { metadata?: Meta; status?: object },
  wanted: object,
): Promise<void> {
  if (JSON.stringify(sorted(known)) === JSON.stringify(sorted(wanted))) return;
  const gone = Object.keys(known ?? {})
    .filter(name => !(name in wanted))
    .map(name => [name, null]);
  const status = { ...Object.fromEntries(gone), ...wanted };
  const path = resourcePath(kind, metadata?.namespace ?? '', metadata?.name);
  const patch = { method: 'PATCH', contentType: MERGE_PATCH } as const;
  const body = { status };
  await ignoring(404, rest.json(`${path}/status`, { ...patch, body }));
}

/** Now, as Kubernetes writes times. */
export function nowText(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, held]) => [name, sorted(held)]),
  );
}
