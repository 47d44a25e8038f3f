import { ignoring, isKubeError } from '../../../kube/rest.ts';
import { writeStatus } from '../../../middleware/operator/actions.ts';
import {
  nowText,
  resourcePath,
  type CustomResource,
  type OperatorContext,
} from '../../../middleware/operator/objects.ts';
import { messageOf } from '../../node-local/change-log.ts';
import { STATUS_PORT } from '../cluster/instance.ts';
import type { BackupState } from '../instance/backup.ts';
import {
  resources,
  type Backup,
  type BackupStatus,
  type Kind,
} from '../model.ts';
import type { OperatorObjects } from '../objects.ts';
import { decideBackup } from './backups.ts';
import type { ObjectStore } from '../../../middleware/store/object-store.ts';
import { decideSchedule } from './schedules.ts';

const ASK_EVERY_MS = 500;
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
    const cluster = backup.spec.cluster.name;
    const observed = {
      backup,
      cluster: this.#objects.clusters.get(namespace, cluster),
      pods: this.#objects.instancesOf(namespace, cluster),
      now: nowText(),
    };
    const first = decideBackup(observed);
    const decision =
      first.kind === 'ask'
        ? decideBackup({
            ...observed,
            state: await this.#ask(backup, first.pod),
          })
        : first;
    switch (decision.kind) {
      case 'begin': {
        const { pod, status } = decision;
        await this.#write('backups', backup, status);
        const begun = await this.#begin(backup, pod, status);
        await this.#write('backups', { ...backup, status }, begun);
        return ASK_EVERY_MS;
      }
      case 'status': {
        const { again, status } = decision;
        await this.#write('backups', backup, status);
        if (!again) return undefined;
        return status.phase === 'running' ? ASK_EVERY_MS : LOOK_AGAIN_MS;
      }
      default:
        return undefined;
    }
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
    const uids = this.#objects.backups
      .list()
      .map(({ metadata }) => metadata?.uid ?? '');
    this.#store
      .keepOnly(new Set(uids))
      .catch((error: unknown) =>
        this.#context.log(`object store: ${messageOf(error)}`),
      );
  }

  #write(kind: Kind, of: CustomResource, status: object): Promise<void> {
    const { namespace, name } = of.metadata ?? {};
    const path = resourcePath(resources[kind], namespace, name);
    return writeStatus(this.#context.rest, path, of, status);
  }

  async #begin(
    { metadata }: Backup,
    pod: string,
    status: BackupStatus,
  ): Promise<BackupStatus> {
    const { namespace = '', name = '', uid = '' } = metadata ?? {};
    const body = { uid, name, ...this.#store.sign('PUT', namespace, uid) };
    const path = instancePath(namespace, pod);
    try {
      await this.#context.rest.json(path, { method: 'POST', body });
      return status;
    } catch (error) {
      const stoppedAt = nowText();
      return { ...status, phase: 'failed', stoppedAt, error: messageOf(error) };
    }
  }

  async #ask(
    { metadata }: Backup,
    pod: string,
  ): Promise<BackupState | 'unknown' | 'no-answer'> {
    const { namespace = '', uid = '' } = metadata ?? {};
    return this.#context.rest
      .json<BackupState>(instancePath(namespace, pod), { query: { uid } })
      .catch((error: unknown) =>
        isKubeError(error, 404) ? 'unknown' : 'no-answer',
      );
  }
}

function instancePath(namespace: string, pod: string): string {
  return `/api/v1/namespaces/${namespace}/pods/${pod}:${STATUS_PORT}/proxy/pg/backup`;
}
