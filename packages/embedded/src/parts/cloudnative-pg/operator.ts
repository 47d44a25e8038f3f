import { randomBytes } from 'node:crypto';
import { EventRecorder } from '../../kube/events.ts';
import {
  isKubeError,
  KubeError,
  MERGE_PATCH,
  type KubeRest,
} from '../../kube/rest.ts';
import { kubeListWatch, type KubeObject } from '../../kube/watch.ts';
import { watchedSet, type WatchedSet } from '../../kube/watched-set.ts';
import { decideBackup } from './backups.ts';
import { STATUS_PORT } from './desired.ts';
import type { BackupState } from './instance/backup.ts';
import { ImageKeeper } from './image-keeper.ts';
import {
  API_PATH,
  API_VERSION,
  names,
  type Backup,
  type BackupStatus,
  type Claim,
  type Cluster,
  type Job,
  type Meta,
  type Pod,
  type ScheduledBackup,
  type Secret,
  type Service,
} from './model.ts';
import type { ObjectStore } from './object-store.ts';
import { IMAGES } from './postgres-image.ts';
import {
  decideCluster,
  resourcePath,
  type Action,
  type ClusterEvent,
  type Observed,
} from './reconcile.ts';
import { decideSchedule } from './schedules.ts';
import { WorkQueue } from './work-queue.ts';

const ASK_EVERY_MS = 500;
const LOOK_AGAIN_MS = 5_000;
const PASSWORD_BYTES = 48;

type Kind = 'clusters' | 'backups' | 'scheduledbackups';

export interface OperatorOptions {
  readonly rest: KubeRest;
  readonly store: ObjectStore;
  readonly makeImage: (tell: (step: string) => void) => Promise<void>;
  readonly signal: AbortSignal;
  log(message: string): void;
}

/** Follows clusters, backups and schedules, and does what is decided about each. */
export class Operator {
  readonly #options: OperatorOptions;
  readonly #events: EventRecorder;
  readonly #queue: WorkQueue;
  readonly #image: ImageKeeper;
  readonly #refusals = new Map<string, string>();
  readonly #clusters: WatchedSet<Cluster>;
  readonly #backups: WatchedSet<Backup>;
  readonly #schedules: WatchedSet<ScheduledBackup>;
  readonly #pods: WatchedSet<Pod>;
  readonly #jobs: WatchedSet<Job>;
  readonly #claims: WatchedSet<Claim>;
  readonly #services: WatchedSet<Service>;
  readonly #secrets: WatchedSet<Secret>;

  constructor(options: OperatorOptions) {
    const { rest, log } = options;
    this.#options = options;
    this.#events = new EventRecorder(rest, { component: 'cloudnative-pg' });
    this.#queue = new WorkQueue(
      key => this.#work(key),
      (key, error) => log(`${key}: ${messageOf(error)}`),
    );
    this.#image = new ImageKeeper(options.makeImage, () =>
      this.#imageChanged(),
    );
    this.#clusters = this.#follow(`${API_PATH}/clusters`);
    this.#backups = this.#follow(`${API_PATH}/backups`);
    this.#schedules = this.#follow(`${API_PATH}/scheduledbackups`);
    this.#pods = this.#follow('/api/v1/pods', true);
    this.#jobs = this.#follow('/apis/batch/v1/jobs', true);
    this.#claims = this.#follow('/api/v1/persistentvolumeclaims', true);
    this.#services = this.#follow('/api/v1/services', true);
    this.#secrets = this.#follow('/api/v1/secrets', true);
  }

  #follow<T extends KubeObject>(path: string, labelled = false): WatchedSet<T> {
    const { rest, signal, log } = this.#options;
    const query = labelled ? { labelSelector: names.cluster } : {};
    return watchedSet<T>(kubeListWatch(rest, path, query), {
      signal,
      onFailure: error => log(`${path}: ${messageOf(error)}`),
    });
  }

  /** Begins once everything is known. @param hasImage - whether to make the image at once */
  async start(hasImage: boolean): Promise<void> {
    const parts = [
      this.#pods,
      this.#jobs,
      this.#claims,
      this.#services,
      this.#secrets,
    ];
    await Promise.all(
      [this.#clusters, this.#backups, this.#schedules, ...parts].map(
        set => set.synced,
      ),
    );
    if (hasImage) this.#image.want();
    for (const part of parts) {
      part.subscribe(({ object }) => this.#partChanged(object.metadata));
    }
    this.#clusters.subscribe(({ object }) => this.#clusterChanged(object));
    this.#backups.subscribe(({ kind, object }) => {
      this.#backupChanged(object);
      if (kind === 'removed') this.#tidyStore();
    });
    this.#schedules.subscribe(({ object }) =>
      this.#add('scheduledbackups', object.metadata),
    );
    this.#clusters.list().forEach(cluster => this.#clusterChanged(cluster));
    this.#backups.list().forEach(backup => this.#backupChanged(backup));
    this.#schedules
      .list()
      .forEach(({ metadata }) => this.#add('scheduledbackups', metadata));
    this.#tidyStore();
  }

  #add(kind: Kind, metadata: Meta | undefined): void {
    this.#queue.add(`${kind}/${metadata?.namespace}/${metadata?.name}`);
  }

  #partChanged(metadata: Meta | undefined): void {
    const name = metadata?.labels?.[names.cluster];
    this.#queue.add(`clusters/${metadata?.namespace}/${name}`);
    for (const backup of this.#backupsOf(metadata?.namespace, name)) {
      if (!isOver(backup)) this.#add('backups', backup.metadata);
    }
  }

  #clusterChanged({ metadata }: Cluster): void {
    this.#add('clusters', metadata);
    for (const backup of this.#backupsOf(metadata?.namespace, metadata?.name)) {
      if (!isOver(backup)) this.#add('backups', backup.metadata);
    }
  }

  #backupChanged({ metadata, spec }: Backup): void {
    this.#add('backups', metadata);
    for (const cluster of this.#clusters.list()) {
      const isHere = cluster.metadata?.namespace === metadata?.namespace;
      const concerns =
        cluster.metadata?.name === spec.cluster.name ||
        cluster.spec.bootstrap?.recovery?.backup?.name === metadata?.name;
      if (isHere && concerns) this.#add('clusters', cluster.metadata);
    }
  }

  #imageChanged(): void {
    const { state } = this.#image;
    for (const cluster of this.#clusters.list()) {
      if (!cluster.status?.currentPrimary && state.kind === 'fetching') {
        this.#tell(cluster, {
          type: 'Normal',
          reason: 'PreparingImage',
          message: state.step,
        });
      }
      if (!cluster.status?.currentPrimary && state.kind === 'failed') {
        this.#tell(cluster, {
          type: 'Warning',
          reason: 'PreparingImage',
          message: state.because,
        });
      }
      this.#add('clusters', cluster.metadata);
    }
  }

  #tidyStore(): void {
    const uids = this.#backups
      .list()
      .map(({ metadata }) => metadata?.uid ?? '');
    this.#options.store
      .keepOnly(new Set(uids))
      .catch((error: unknown) =>
        this.#options.log(`object store: ${messageOf(error)}`),
      );
  }

  #backupsOf(namespace = '', name = ''): Backup[] {
    return this.#backups
      .list()
      .filter(
        ({ metadata, spec }) =>
          metadata?.namespace === namespace && spec.cluster.name === name,
      );
  }

  async #work(key: string): Promise<void> {
    const [kind, namespace = '', name = ''] = key.split('/');
    if (kind === 'clusters') await this.#reconcileCluster(namespace, name);
    if (kind === 'backups') await this.#reconcileBackup(key, namespace, name);
    if (kind === 'scheduledbackups')
      await this.#reconcileSchedule(key, namespace, name);
  }

  async #reconcileCluster(namespace: string, name: string): Promise<void> {
    const cluster = this.#clusters.get(namespace, name);
    if (!cluster || cluster.metadata?.deletionTimestamp) {
      this.#refusals.delete(`${namespace}/${name}`);
      return;
    }
    const { actions } = decideCluster(this.#observe(cluster));
    let refused: unknown;
    try {
      for (const action of actions) await this.#act(cluster, action);
      this.#refusals.delete(`${namespace}/${name}`);
    } catch (error) {
      refused = error;
      this.#refuse(cluster, error);
    }
    const { status } = decideCluster(this.#observe(cluster));
    await this.#writeStatus('clusters', cluster, status);
    if (refused !== undefined) throw refused;
  }

  #refuse(cluster: Cluster, error: unknown): void {
    // What is no answer of the API server, such as a lost connection, says nothing of the order.
    if (!(error instanceof KubeError)) return;
    const key = `${cluster.metadata?.namespace}/${cluster.metadata?.name}`;
    if (this.#refusals.get(key) !== error.message) {
      this.#tell(cluster, {
        type: 'Warning',
        reason: 'FailedCreate',
        message: error.message,
      });
    }
    this.#refusals.set(key, error.message);
  }

  #observe(cluster: Cluster): Observed {
    const { namespace = '', name = '', uid } = cluster.metadata ?? {};
    const own = <T extends { metadata?: Meta }>(set: WatchedSet<T>) =>
      set
        .list()
        .filter(
          ({ metadata }) =>
            metadata?.namespace === namespace &&
            metadata.ownerReferences?.some(owner => owner.uid === uid),
        );
    const namesOf = (objects: readonly { metadata?: Meta }[]) =>
      objects.map(({ metadata }) => metadata?.name ?? '');
    const { store } = this.#options;
    const from = cluster.spec.bootstrap?.recovery?.backup?.name;
    const origin = from && this.#backups.get(namespace, from);
    return {
      cluster,
      image: this.#image.state,
      images: IMAGES,
      store: store.url,
      pods: own(this.#pods).filter(
        ({ metadata }) => metadata?.labels?.[names.podRole] === 'instance',
      ),
      jobs: own(this.#jobs),
      claims: own(this.#claims),
      services: namesOf(own(this.#services)),
      secrets: namesOf(own(this.#secrets)),
      backups: this.#backupsOf(namespace, name),
      origin: origin
        ? {
            backup: origin,
            files: store.sign('GET', namespace, origin.metadata?.uid ?? ''),
          }
        : undefined,
      refusal: this.#refusals.get(`${namespace}/${name}`),
      password: randomBytes(PASSWORD_BYTES).toString('base64url'),
      now: nowText(),
    };
  }

  async #act(cluster: Cluster, action: Action): Promise<void> {
    const { rest } = this.#options;
    switch (action.kind) {
      case 'fetch-image':
        this.#image.want();
        return;
      case 'create':
        await ignoring(
          // Made a moment ago, or left by a cluster of that name whose end is near.
          409,
          rest
            .json(action.path, { method: 'POST', body: action.object })
            .then(() => action.event && this.#tell(cluster, action.event)),
        );
        return;
      case 'patch':
        await ignoring(404, rest.json(action.path, patch(action.body)));
        return;
      case 'delete':
        await ignoring(
          404,
          rest
            .json(action.path, {
              method: 'DELETE',
              body: { propagationPolicy: 'Background' },
            })
            .then(() => action.event && this.#tell(cluster, action.event)),
        );
    }
  }

  #tell({ metadata }: Cluster, { type, reason, message }: ClusterEvent): void {
    const { namespace, name, uid } = metadata ?? {};
    const subject = {
      apiVersion: API_VERSION,
      kind: 'Cluster',
      namespace,
      name,
      uid,
    };
    this.#events.on(subject, type, reason, message);
  }

  async #reconcileBackup(
    key: string,
    namespace: string,
    name: string,
  ): Promise<void> {
    const backup = this.#backups.get(namespace, name);
    if (!backup || backup.metadata?.deletionTimestamp) return;
    const clusterName = backup.spec.cluster.name;
    const observed = {
      backup,
      cluster: this.#clusters.get(namespace, clusterName),
      pods: this.#pods
        .list()
        .filter(
          ({ metadata }) =>
            metadata?.namespace === namespace &&
            metadata.labels?.[names.cluster] === clusterName &&
            metadata.labels[names.podRole] === 'instance',
        ),
      now: nowText(),
    };
    let decision = decideBackup(observed);
    if (decision.kind === 'ask') {
      const state = await this.#askInstance(namespace, decision.pod, name);
      decision = decideBackup({ ...observed, state });
    }
    if (decision.kind === 'begin') {
      await this.#writeStatus('backups', backup, decision.status);
      const status = await this.#beginBackup(
        backup,
        decision.pod,
        decision.status,
      );
      await this.#writeStatus('backups', backup, status);
      this.#queue.later(key, ASK_EVERY_MS);
    }
    if (decision.kind === 'status') {
      await this.#writeStatus('backups', backup, decision.status);
      const isUnderWay = decision.status.phase === 'running';
      if (decision.again) {
        this.#queue.later(key, isUnderWay ? ASK_EVERY_MS : LOOK_AGAIN_MS);
      }
    }
  }

  async #beginBackup(
    { metadata }: Backup,
    pod: string,
    status: BackupStatus,
  ): Promise<BackupStatus> {
    const { rest, store } = this.#options;
    const { namespace = '', name = '', uid = '' } = metadata ?? {};
    try {
      await rest.json(instancePath(namespace, pod), {
        method: 'POST',
        body: { name, ...store.sign('PUT', namespace, uid) },
      });
      return status;
    } catch (error) {
      return {
        ...status,
        phase: 'failed',
        stoppedAt: nowText(),
        error: messageOf(error),
      };
    }
  }

  async #askInstance(
    namespace: string,
    pod: string,
    name: string,
  ): Promise<BackupState | 'unknown' | 'no-answer'> {
    const path = instancePath(namespace, pod);
    return this.#options.rest
      .json<BackupState>(path, { query: { name } })
      .catch((error: unknown) =>
        isKubeError(error, 404) ? 'unknown' : 'no-answer',
      );
  }

  async #reconcileSchedule(
    key: string,
    namespace: string,
    name: string,
  ): Promise<void> {
    const schedule = this.#schedules.get(namespace, name);
    if (!schedule || schedule.metadata?.deletionTimestamp) return;
    const cluster = this.#clusters.get(namespace, schedule.spec.cluster.name);
    const { backup, status, next } = decideSchedule(
      schedule,
      cluster,
      Date.now(),
    );
    if (backup) {
      const body = { method: 'POST', body: backup } as const;
      const path = resourcePath('backups', namespace);
      await ignoring(409, this.#options.rest.json(path, body));
    }
    await this.#writeStatus('scheduledbackups', schedule, status);
    if (next !== undefined) this.#queue.later(key, next - Date.now());
  }

  /** Writes what is new in a status, and takes away what it no longer says. */
  async #writeStatus(
    kind: Kind,
    { metadata, status: before }: { metadata?: Meta; status?: object },
    after: object,
  ): Promise<void> {
    if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(after)))
      return;
    const gone = Object.keys(before ?? {}).filter(name => !(name in after));
    const status = {
      ...Object.fromEntries(gone.map(name => [name, null])),
      ...after,
    };
    const path = resourcePath(kind, metadata?.namespace ?? '', metadata?.name);
    await ignoring(
      404,
      this.#options.rest.json(`${path}/status`, patch({ status })),
    );
  }
}

function instancePath(namespace: string, pod: string): string {
  return `/api/v1/namespaces/${namespace}/pods/${pod}:${STATUS_PORT}/proxy/pg/backup`;
}

function patch(body: object) {
  return { method: 'PATCH', contentType: MERGE_PATCH, body } as const;
}

function isOver({ status }: Backup): boolean {
  return status?.phase === 'completed' || status?.phase === 'failed';
}

function nowText(): string {
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

async function ignoring(
  code: number,
  request: Promise<unknown>,
): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!isKubeError(error, code)) throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
