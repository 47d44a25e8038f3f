import { EventRecorder } from '../../../kube/events.ts';
import { ignoring, KubeError, MERGE_PATCH } from '../../../kube/rest.ts';
import {
  keepBackups,
  WHILE_WRITING_MS,
  workBackup,
} from '../../../middleware/backup/server-backups.ts';
import { writeStatus } from '../../../middleware/operator/actions.ts';
import {
  nowText,
  ownedByReference,
  resourcePath,
  type CustomResource,
  type OperatorContext,
  type ResourceKind,
} from '../../../middleware/operator/objects.ts';
import type { ObjectStore } from '../../../middleware/store/object-store.ts';
import { restoreJob, STATUS_PORT } from '../cluster/desired.ts';
import type { BackupState } from '../instance/backup.ts';
import {
  claimName,
  OPERATOR,
  resources,
  type Backup,
  type BackupStatus,
  type Cluster,
  type Restore,
} from '../model.ts';
import type { BackupObjects } from './objects.ts';
import { decideBackup } from './decide.ts';
import { decideRestore, type RestoreStep } from './restores.ts';
import { ANCESTOR, decideSchedules, type LookedAt } from './schedules.ts';

const LOOK_AGAIN_MS = 2_000;
const LOOK_AT_ERROR_MS = 15_000;

/** Does what is decided about backups and restores. */
export class BackupWorker {
  readonly #context: OperatorContext;
  readonly #objects: BackupObjects;
  readonly #store: ObjectStore;
  readonly #events: EventRecorder;
  /** When the schedules of a cluster were looked at last, by namespace and name. */
  readonly #lookedAt = new Map<string, { uid: string; looked: LookedAt }>();

  constructor(
    context: OperatorContext,
    objects: BackupObjects,
    store: ObjectStore,
  ) {
    this.#context = context;
    this.#objects = objects;
    this.#store = store;
    this.#events = new EventRecorder(context.rest, { component: OPERATOR });
  }

  /** @returns after how many milliseconds to look again; undefined for when something changes */
  async workBackup(
    namespace: string,
    name: string,
  ): Promise<number | undefined> {
    const backup = this.#objects.backups.get(namespace, name);
    if (!backup || backup.metadata?.deletionTimestamp) return undefined;
    const { clusterName } = backup.spec;
    const cluster = this.#objects.clusters.get(namespace, clusterName);
    const observed = {
      backup,
      cluster,
      pods: cluster ? this.#objects.podsOf(cluster) : [],
      now: nowText(),
    };
    const uid = backup.metadata?.uid ?? '';
    return workBackup<BackupStatus, BackupState>(this.#context.rest, backup, {
      decide: told => decideBackup({ ...observed, state: told }),
      path: pod =>
        `/api/v1/namespaces/${namespace}/pods/${pod}:${STATUS_PORT}/proxy/backup`,
      order: () => {
        const { data } = this.#store.sign('PUT', namespace, uid);
        return { data };
      },
      write: (status, before = backup.status) =>
        this.#write(resources.backups, { ...backup, status: before }, status),
      begun: status => ({ ...status, state: 'Running' }),
      refused: (status, stateDescription) => ({
        ...status,
        state: 'Failed',
        stateDescription,
      }),
      again: ({ state }) => (state ? WHILE_WRITING_MS : LOOK_AGAIN_MS),
    });
  }

  /** @returns after how many milliseconds to look again; undefined for when something changes */
  async workRestore(
    namespace: string,
    name: string,
  ): Promise<number | undefined> {
    const { clusters, restores, claims, jobs } = this.#objects;
    const restore = restores.get(namespace, name);
    if (!restore || restore.metadata?.deletionTimestamp) return undefined;
    const { clusterName } = restore.spec;
    const cluster = clusters.get(namespace, clusterName);
    const backup = this.#objects.backupFor(restore);
    const decision = decideRestore({
      restore,
      cluster,
      backup,
      others: restores
        .list()
        .filter(({ metadata }) => metadata?.namespace === namespace),
      users: cluster
        ? this.#objects.usersOf(namespace, claimName(cluster))
        : [],
      claim: cluster && claims.get(namespace, claimName(cluster)),
      job: jobs.get(namespace, `xb-restore-${name}`),
      now: nowText(),
    });
    const { again, status, step, warning } = decision;
    if (step === 'remove-job') await this.#removeJob(restore);
    else if (step && cluster) await this.#step(step, restore, cluster, backup);
    if (status) await this.#write(resources.restores, restore, status);
    if (warning && cluster) this.#warn(cluster, warning);
    if (!again) return undefined;
    return status?.state === 'Error' ? LOOK_AT_ERROR_MS : LOOK_AGAIN_MS;
  }

  /** @returns after how many milliseconds to look again; undefined for when something changes */
  async workSchedules(
    namespace: string,
    name: string,
  ): Promise<number | undefined> {
    const cluster = this.#objects.clusters.get(namespace, name);
    const { uid = '', deletionTimestamp } = cluster?.metadata ?? {};
    const key = `${namespace}/${name}`;
    if (!cluster || deletionTimestamp) {
      this.#lookedAt.delete(key);
      return undefined;
    }
    const now = Date.now();
    const last = this.#lookedAt.get(key);
    const decision = decideSchedules(
      cluster,
      this.#objects.backupsOf(namespace, name),
      last?.uid === uid ? last.looked : new Map(),
      now,
    );
    const { due, faults, looked, next, surplus } = decision;
    const { rest } = this.#context;
    const path = resourcePath(resources.backups, namespace);
    for (const body of due) {
      try {
        await ignoring(409, rest.json(path, { method: 'POST', body }));
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const schedule = body.metadata?.labels?.[ANCESTOR];
        const fault = `The schedule ${schedule} could not make its backup: ${error.message}`;
        this.#warn(cluster, fault, 'BackupNotMade');
      }
    }
    this.#lookedAt.set(key, { uid, looked });
    for (const fault of faults) this.#warn(cluster, fault, 'InvalidSchedule');
    for (const { metadata } of surplus) {
      const body = { preconditions: { uid: metadata?.uid } };
      const at = resourcePath(resources.backups, namespace, metadata?.name);
      await ignoring(404, rest.json(at, { method: 'DELETE', body }));
    }
    return next === undefined ? undefined : next - now;
  }

  /** Removes the objects of backups that are no more. */
  tidy(): void {
    keepBackups(this.#store, this.#objects.backups.list(), this.#context.log);
  }

  async #step(
    step: Exclude<RestoreStep, 'remove-job'>,
    restore: Restore,
    cluster: Cluster,
    backup: Backup | undefined,
  ): Promise<void> {
    const { rest } = this.#context;
    const { namespace = '', name } = cluster.metadata ?? {};
    if (step !== 'create-job') {
      const path = resourcePath(resources.clusters, namespace, name);
      const patch = { method: 'PATCH', contentType: MERGE_PATCH } as const;
      const body = { spec: { pause: step === 'pause' } };
      await ignoring(404, rest.json(path, { ...patch, body }));
      return;
    }
    // The restore before this one may have had the cluster go on just now.
    const read = rest.json<Cluster>(
      resourcePath(resources.clusters, namespace, name),
    );
    const { spec } = await read;
    if (spec.pause !== true) return;
    const uid = backup?.metadata?.uid ?? '';
    const owner = ownedByReference(resources.restores, restore);
    const body = restoreJob(cluster, owner, {
      claim: claimName(cluster),
      address: this.#store.sign('GET', namespace, uid).data,
    });
    const path = `/apis/batch/v1/namespaces/${namespace}/jobs`;
    await ignoring(409, rest.json(path, { method: 'POST', body }));
  }

  /** A pod that has ended would keep the volume from being deleted. */
  async #removeJob({ metadata }: Restore): Promise<void> {
    const { namespace, name } = metadata ?? {};
    const path = `/apis/batch/v1/namespaces/${namespace}/jobs/xb-restore-${name}`;
    const body = { propagationPolicy: 'Background' };
    const removed = this.#context.rest.json(path, { method: 'DELETE', body });
    await ignoring(404, removed);
  }

  #warn(
    { metadata }: Cluster,
    message: string,
    reason = 'RestoreFailed',
  ): void {
    const { apiVersion, kind } = resources.clusters;
    const { namespace, name, uid } = metadata ?? {};
    const subject = { apiVersion, kind, namespace, name, uid };
    this.#events.on(subject, 'Warning', reason, message);
  }

  #write(kind: ResourceKind, of: CustomResource, status: object) {
    const { namespace, name } = of.metadata ?? {};
    const path = resourcePath(kind, namespace, name);
    return writeStatus(this.#context.rest, path, of, status);
  }
}

/** Whether it would be answered so again; else it is only not answered now. */
function isRefusal(error: unknown): error is KubeError {
  return error instanceof KubeError && error.code < 500 && error.code !== 429;
}
