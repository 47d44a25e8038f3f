import type { WatchedSet } from '../../../kube/watched-set.ts';
import {
  follow,
  ownedBy,
  resourcePath,
  type Claim,
  type OperatorContext,
  type Pod,
  type StatefulSet,
} from '../../../middleware/operator/objects.ts';
import {
  MANAGED_BY,
  OPERATOR,
  resources,
  type Backup,
  type Cluster,
  type Job,
  type Restore,
} from '../model.ts';

/** A volume of a pod, as far as it is a claim. */
interface Volume {
  readonly persistentVolumeClaim?: { readonly claimName: string };
}

/** What backups and restores are decided from. */
export class BackupObjects {
  readonly clusters: WatchedSet<Cluster>;
  readonly backups: WatchedSet<Backup>;
  readonly restores: WatchedSet<Restore>;
  readonly sets: WatchedSet<StatefulSet>;
  readonly pods: WatchedSet<Pod>;
  readonly claims: WatchedSet<Claim>;
  readonly jobs: WatchedSet<Job>;

  constructor(context: OperatorContext) {
    const own = { labelSelector: `${MANAGED_BY}=${OPERATOR}` };
    this.clusters = follow(context, resourcePath(resources.clusters));
    this.backups = follow(context, resourcePath(resources.backups));
    this.restores = follow(context, resourcePath(resources.restores));
    this.sets = follow(context, '/apis/apps/v1/statefulsets', own);
    this.pods = follow(context, '/api/v1/pods', own);
    this.claims = follow(context, '/api/v1/persistentvolumeclaims', own);
    this.jobs = follow(context, '/apis/batch/v1/jobs', own);
  }

  /** Resolves when all of it is known. */
  async synced(): Promise<void> {
    const { clusters, backups, restores, sets, pods, claims, jobs } = this;
    const all = [clusters, backups, restores, sets, pods, claims, jobs];
    await Promise.all(all.map(set => set.synced));
  }

  /** Pods of a cluster's server. Anybody's pod may bear the labels of one. */
  podsOf(cluster: Cluster): Pod[] {
    const pods = this.pods.list();
    return ownedBy(cluster, this.sets.list()).flatMap(set =>
      ownedBy(set, pods),
    );
  }

  backupsOf(namespace: string, cluster: string): Backup[] {
    return this.backups
      .list()
      .filter(
        ({ metadata, spec }) =>
          metadata?.namespace === namespace && spec.clusterName === cluster,
      );
  }

  /** Pods and jobs that have a volume and have not ended, as `pod NAME` or `job NAME`. */
  usersOf(namespace: string, claim: string): string[] {
    const has = (volumes: readonly Volume[] = []) =>
      volumes.some(each => each.persistentVolumeClaim?.claimName === claim);
    const pods = this.pods
      .list()
      .filter(
        ({ spec, status }) =>
          !/^(Succeeded|Failed)$/.test(status?.phase ?? '') &&
          has(spec?.volumes),
      )
      .map(({ metadata }) => ['pod', metadata] as const);
    const jobs = this.jobs
      .list()
      .filter(
        ({ spec, status }) =>
          !status?.conditions?.some(
            ({ type, status: is }) =>
              /^(Complete|Failed)$/.test(type) && is === 'True',
          ) && has(spec?.template.spec?.volumes),
      )
      .map(({ metadata }) => ['job', metadata] as const);
    return [...pods, ...jobs]
      .filter(([, metadata]) => metadata?.namespace === namespace)
      .map(([kind, metadata]) => `${kind} ${metadata?.name}`);
  }

  /** The backup that a restore is from: by its name, or by where it lies. */
  backupFor({ metadata, spec }: Restore): Backup | undefined {
    const namespace = metadata?.namespace ?? '';
    if (spec.backupName) return this.backups.get(namespace, spec.backupName);
    const destination = spec.backupSource?.destination;
    return destination === undefined
      ? undefined
      : this.backups
          .list()
          .find(
            backup =>
              backup.metadata?.namespace === namespace &&
              backup.status?.destination === destination,
          );
  }
}
