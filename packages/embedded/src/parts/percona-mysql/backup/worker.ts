import { EventRecorder } from '../../../kube/events.ts';
import { isKubeError, ignoring, MERGE_PATCH } from '../../../kube/rest.ts';
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
import { messageOf } from '../../node-local/change-log.ts';
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

const ASK_EVERY_MS = 500;
const LOOK_AGAIN_MS = 2_000;
const LOOK_AT_ERROR_MS = 15_000;

/** Does what is decided about backups and restores. */
export class BackupWorker {
  readonly #context: OperatorContext;
  readonly #objects: BackupObjects;
  readonly #store: ObjectStore;
  readonly #events: EventRecorder;

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
    const observed = {
      backup,
      cluster: this.#objects.clusters.get(namespace, clusterName),
      pods: this.#objects.podsOf(namespace, clusterName),
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
        await this.#write(resources.backups, backup, status);
        const begun = await this.#begin(backup, pod, status);
        await this.#write(resources.backups, { ...backup, status }, begun);
        return ASK_EVERY_MS;
      }
      case 'status': {
        const { again, status } = decision;
        await this.#write(resources.backups, backup, status);
        if (!again) return undefined;
        return status.state ? ASK_EVERY_MS : LOOK_AGAIN_MS;
      }
      default:
        return undefined;
    }
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
      pods: this.#objects.podsOf(namespace, clusterName),
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

  #warn({ metadata }: Cluster, message: string): void {
    const { apiVersion, kind } = resources.clusters;
    const { namespace, name, uid } = metadata ?? {};
    const subject = { apiVersion, kind, namespace, name, uid };
    this.#events.on(subject, 'Warning', 'RestoreFailed', message);
  }

  #write(kind: ResourceKind, of: CustomResource, status: object) {
    const { namespace, name } = of.metadata ?? {};
    const path = resourcePath(kind, namespace, name);
    return writeStatus(this.#context.rest, path, of, status);
  }

  async #begin(
    { metadata }: Backup,
    pod: string,
    status: BackupStatus,
  ): Promise<BackupStatus> {
    const { namespace = '', uid = '' } = metadata ?? {};
    const { data } = this.#store.sign('PUT', namespace, uid);
    const path = serverPath(namespace, pod);
    try {
      const body = { uid, data };
      await this.#context.rest.json(path, { method: 'POST', body });
      return { ...status, state: 'Running' };
    } catch (error) {
      const stateDescription = messageOf(error);
      return { ...status, state: 'Failed', stateDescription };
    }
  }

  async #ask(
    { metadata }: Backup,
    pod: string,
  ): Promise<BackupState | 'unknown' | 'no-answer'> {
    const { namespace = '', uid = '' } = metadata ?? {};
    return this.#context.rest
      .json<BackupState>(serverPath(namespace, pod), { query: { uid } })
      .catch((error: unknown) =>
        isKubeError(error, 404) ? 'unknown' : 'no-answer',
      );
  }
}

function serverPath(namespace: string, pod: string): string {
  return `/api/v1/namespaces/${namespace}/pods/${pod}:${STATUS_PORT}/proxy/backup`;
}
