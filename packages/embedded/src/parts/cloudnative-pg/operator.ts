import { join } from 'node:path';
import {
  hasPrograms,
  makeImage,
} from '../../middleware/image/middleware-image.ts';
import type { HostedContext } from '../../middleware/operator/hosted.ts';
import type { OperatorContext } from '../../middleware/operator/objects.ts';
import type { ResourceWorker } from '../../middleware/operator/worker.ts';
import { ensureSecret } from '../../platform/files.ts';
import { messageOf } from '../node-local/change-log.ts';
import { ObjectStore } from '../../middleware/store/object-store.ts';
import { BackupWorker } from './backup/worker.ts';
import { clusterWorker } from './cluster/worker.ts';
import { ImageKeeper } from '../../platform/image-keeper.ts';
import { postgresImage } from './image/postgres-image.ts';
import {
  names,
  type Backup,
  type Cluster,
  type Kind,
  type Meta,
} from './model.ts';
import { OperatorObjects } from './objects.ts';
import { WorkQueue } from '../../kube/work-queue.ts';

/** The node's first pods get higher ones. */
const STORE_ADDRESS = '0.2';
const STORE_PORT = 9000;

interface OperatorOptions extends OperatorContext {
  readonly store: ObjectStore;
  readonly makeImage: (tell: (step: string) => void) => Promise<void>;
}

/** Follows clusters, backups and schedules, and works on those that a change concerns. */
class Operator {
  readonly #objects: OperatorObjects;
  readonly #queue: WorkQueue;
  readonly #image: ImageKeeper;
  readonly #clusters: ResourceWorker<Cluster>;
  readonly #backups: BackupWorker;

  constructor(options: OperatorOptions) {
    const { store, log } = options;
    this.#objects = new OperatorObjects(options);
    this.#queue = new WorkQueue(
      key => this.#work(key),
      (key, error) => log(`${key}: ${messageOf(error)}`),
    );
    this.#image = new ImageKeeper(options.makeImage, () =>
      this.#imageChanged(),
    );
    this.#clusters = clusterWorker(options, this.#objects, store, this.#image);
    this.#backups = new BackupWorker(options, this.#objects, store);
  }

  /** Begins once everything is known. @param isNear - whether the image can be made at once */
  async start(isNear: boolean): Promise<void> {
    const { clusters, backups, schedules, parts } = this.#objects;
    await this.#objects.synced();
    if (isNear) this.#image.want();
    for (const part of parts) {
      part.subscribe(({ object }) => this.#partChanged(object.metadata));
    }
    clusters.subscribe(({ object }) => this.#clusterChanged(object));
    backups.subscribe(({ kind, object }) => {
      this.#backupChanged(object);
      if (kind === 'removed') this.#backups.tidy();
    });
    schedules.subscribe(({ object }) =>
      this.#add('scheduledbackups', object.metadata),
    );
    clusters.list().forEach(cluster => this.#clusterChanged(cluster));
    backups.list().forEach(backup => this.#backupChanged(backup));
    schedules
      .list()
      .forEach(({ metadata }) => this.#add('scheduledbackups', metadata));
    this.#backups.tidy();
  }

  async #work(key: string): Promise<void> {
    const [kind, namespace = '', name = ''] = key.split('/');
    if (kind === 'clusters') {
      await this.#clusters.work(namespace, name);
      return;
    }
    const pause =
      kind === 'backups'
        ? await this.#backups.work(namespace, name)
        : await this.#backups.workSchedule(namespace, name);
    if (pause !== undefined) this.#queue.later(key, pause);
  }

  #add(kind: Kind, metadata: Meta | undefined): void {
    this.#queue.add(`${kind}/${metadata?.namespace}/${metadata?.name}`);
  }

  #partChanged(metadata: Meta | undefined): void {
    const { namespace } = metadata ?? {};
    const name = metadata?.labels?.[names.cluster];
    this.#add('clusters', { namespace, name });
    this.#addBackupsOf({ namespace, name });
  }

  #clusterChanged({ metadata }: Cluster): void {
    this.#add('clusters', metadata);
    this.#addBackupsOf(metadata);
  }

  #addBackupsOf(cluster: Meta | undefined): void {
    const { namespace, name } = cluster ?? {};
    for (const { metadata, status } of this.#objects.backupsOf(
      namespace,
      name,
    )) {
      const isOver =
        status?.phase === 'completed' || status?.phase === 'failed';
      if (!isOver) this.#add('backups', metadata);
    }
  }

  #backupChanged({ metadata, spec }: Backup): void {
    this.#add('backups', metadata);
    for (const cluster of this.#objects.clusters.list()) {
      const isHere = cluster.metadata?.namespace === metadata?.namespace;
      const concerns =
        cluster.metadata?.name === spec.cluster.name ||
        cluster.spec.bootstrap?.recovery?.backup?.name === metadata?.name;
      if (isHere && concerns) this.#add('clusters', cluster.metadata);
    }
  }

  /** Tells those that wait for the image of each step. */
  #imageChanged(): void {
    const { state } = this.#image;
    for (const cluster of this.#objects.clusters.list()) {
      const isWaiting = !cluster.status?.currentPrimary;
      const reason = 'PreparingImage';
      if (isWaiting && state.kind === 'fetching') {
        const message = state.step;
        this.#clusters.tell(cluster, { type: 'Normal', reason, message });
      }
      if (isWaiting && state.kind === 'failed') {
        const message = state.because;
        this.#clusters.tell(cluster, { type: 'Warning', reason, message });
      }
      this.#add('clusters', cluster.metadata);
    }
  }
}

/** Opens the object store and begins to follow clusters, backups and schedules. */
export async function startOperator(context: HostedContext): Promise<void> {
  const { dir, folders, podPrefix, signal } = context;
  const store = new ObjectStore({
    host: `${podPrefix}.${STORE_ADDRESS}`,
    port: STORE_PORT,
    dir: join(dir, 'objects'),
    key: await ensureSecret(join(dir, 'store-key')),
  });
  await store.open();
  signal.addEventListener('abort', () => store.close());
  const operator = new Operator({
    ...context,
    store,
    makeImage: tell => makeImage(postgresImage, folders, tell),
  });
  await operator.start(await hasPrograms(postgresImage, folders));
}
