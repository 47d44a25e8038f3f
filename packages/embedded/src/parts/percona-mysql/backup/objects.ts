import type { WatchedSet } from '../../../kube/watched-set.ts';
import {
  follow,
  resourcePath,
  type Claim,
  type OperatorContext,
  type Pod,
} from '../../../middleware/operator/objects.ts';
import {
  INSTANCE,
  MANAGED_BY,
  OPERATOR,
  resources,
  type Backup,
  type Cluster,
  type Job,
  type Restore,
} from '../model.ts';

/** What backups and restores are decided from. */
export class BackupObjects {
  readonly clusters: WatchedSet<Cluster>;
  readonly backups: WatchedSet<Backup>;
  readonly restores: WatchedSet<Restore>;
  readonly pods: WatchedSet<Pod>;
  readonly claims: WatchedSet<Claim>;
  readonly jobs: WatchedSet<Job>;

  constructor(context: OperatorContext) {
    const own = { labelSelector: `${MANAGED_BY}=${OPERATOR}` };
    this.clusters = follow(context, resourcePath(resources.clusters));
    this.backups = follow(context, resourcePath(resources.backups));
    this.restores = follow(context, resourcePath(resources.restores));
    this.pods = follow(context, '/api/v1/pods', own);
    this.claims = follow(context, '/api/v1/persistentvolumeclaims', own);
    this.jobs = follow(context, '/apis/batch/v1/jobs', own);
  }

  /** Resolves when all of it is known. */
  async synced(): Promise<void> {
    const { clusters, backups, restores, pods, claims, jobs } = this;
    const all = [clusters, backups, restores, pods, claims, jobs];
    await Promise.all(all.map(set => set.synced));
  }

  podsOf(namespace: string, cluster: string): Pod[] {
    return this.pods
      .list()
      .filter(
        ({ metadata }) =>
          metadata?.namespace === namespace &&
          metadata.labels?.[INSTANCE] === cluster,
      );
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
