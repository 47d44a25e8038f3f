import { ignoring } from '../../../kube/rest.ts';
import {
  keepBackups,
  WHILE_WRITING_MS,
  workBackup,
} from '../../../middleware/backup/server-backups.ts';
import { writeStatus } from '../../../middleware/operator/actions.ts';
import {
  nowText,
  ownedBy,
  resourcePath,
  type CustomResource,
  type OperatorContext,
} from '../../../middleware/operator/objects.ts';
import { STATUS_PORT } from '../cluster/instance.ts';
import type { BackupState } from '../instance/backup.ts';
import { resources, type BackupStatus, type Kind } from '../model.ts';
import type { OperatorObjects } from '../objects.ts';
import { decideBackup } from './backups.ts';
import type { ObjectStore } from '../../../middleware/store/object-store.ts';
import { decideSchedule } from './schedules.ts';

const LOOK_AGAIN_MS = 5_000;

/** Does what is decided about backups and their schedules. */
export class BackupWorker {
  readonly #context: OperatorContext;
  readonly #objects: OperatorObjects;
  readonly #store: ObjectStore;

  constructor(
    context: OperatorContext,
    objects: OperatorObjects,
    store: ObjectStore,
  ) {
    this.#context = context;
    this.#objects = objects;
    this.#store = store;
  }

  /** @returns after how many milliseconds to look again; undefined for when something changes */
  async work(namespace: string, name: string): Promise<number | undefined> {
    const backup = this.#objects.backups.get(namespace, name);
    if (!backup || backup.metadata?.deletionTimestamp) return undefined;
    const of = backup.spec.cluster.name;
    const cluster = this.#objects.clusters.get(namespace, of);
    const observed = {
      backup,
      cluster,
      // Anybody's pod may bear the labels, and would be told where the backup goes.
      pods: cluster
        ? ownedBy(cluster, this.#objects.instancesOf(namespace, of))
        : [],
      now: nowText(),
    };
    const { name: called = '', uid = '' } = backup.metadata ?? {};
    return workBackup<BackupStatus, BackupState>(this.#context.rest, backup, {
      decide: told => decideBackup({ ...observed, state: told }),
      path: pod =>
        `/api/v1/namespaces/${namespace}/pods/${pod}:${STATUS_PORT}/proxy/pg/backup`,
      order: () => ({
        name: called,
        ...this.#store.sign('PUT', namespace, uid),
      }),
      write: (status, before = backup.status) =>
        this.#write('backups', { ...backup, status: before }, status),
      begun: status => status,
      refused: (status, error) => ({
        ...status,
        phase: 'failed',
        stoppedAt: nowText(),
        error,
      }),
      again: ({ phase }) =>
        phase === 'running' ? WHILE_WRITING_MS : LOOK_AGAIN_MS,
    });
  }

  /** @returns after how many milliseconds to look again; undefined where it is never due */
  async workSchedule(
    namespace: string,
    name: string,
  ): Promise<number | undefined> {
    const { rest } = this.#context;
    const schedule = this.#objects.schedules.get(namespace, name);
    if (!schedule || schedule.metadata?.deletionTimestamp) return undefined;
    const cluster = this.#objects.clusters.get(
      namespace,
      schedule.spec.cluster.name,
    );
    const now = Date.now();
    const { backup, status, next } = decideSchedule(schedule, cluster, now);
    if (backup) {
      const path = resourcePath(resources.backups, namespace);
      await ignoring(409, rest.json(path, { method: 'POST', body: backup }));
    }
    await this.#write('scheduledbackups', schedule, status);
    return next === undefined ? undefined : next - now;
  }

  /** Removes the objects of backups that are no more. */
  tidy(): void {
    keepBackups(this.#store, this.#objects.backups.list(), this.#context.log);
  }

  #write(kind: Kind, of: CustomResource, status: object): Promise<void> {
    const { namespace, name } = of.metadata ?? {};
    const path = resourcePath(resources[kind], namespace, name);
    return writeStatus(this.#context.rest, path, of, status);
  }
}
