import {
  follow,
  resourcePath,
  type OperatorContext,
} from '../../middleware/operator/objects.ts';
import type { WatchedSet } from '../../kube/watched-set.ts';
import {
  names,
  resources,
  type Backup,
  type Claim,
  type Cluster,
  type Job,
  type Pod,
  type ScheduledBackup,
  type Secret,
  type Service,
} from './model.ts';

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

  constructor(context: OperatorContext) {
    const { clusters, backups, scheduledbackups } = resources;
    const ofClusters = { labelSelector: names.cluster };
    const claims = '/api/v1/persistentvolumeclaims';
    this.clusters = follow(context, resourcePath(clusters));
    this.backups = follow(context, resourcePath(backups));
    this.schedules = follow(context, resourcePath(scheduledbackups));
    this.pods = follow(context, '/api/v1/pods', ofClusters);
    this.jobs = follow(context, '/apis/batch/v1/jobs', ofClusters);
    this.claims = follow(context, claims, ofClusters);
    this.services = follow(context, '/api/v1/services', ofClusters);
    this.secrets = follow(context, '/api/v1/secrets', ofClusters);
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
