import { messageOf } from '../node-local/change-log.ts';
import type { ObjectStore } from './backup/object-store.ts';
import { BackupWorker } from './backup/worker.ts';
import { ClusterWorker } from './cluster/worker.ts';
import { ImageKeeper } from '../../platform/image-keeper.ts';
import { names, type Backup, type Cluster, type Meta } from './model.ts';
import { OperatorObjects, type Kind, type OperatorContext } from './objects.ts';
import { WorkQueue } from '../../kube/work-queue.ts';

export interface OperatorOptions extends OperatorContext {
  readonly store: ObjectStore;
  readonly makeImage: (tell: (step: string) => void) => Promise<void>;
}

/** Follows clusters, backups and schedules, and works on those that a change concerns. */
export class Operator {
  readonly #objects: OperatorObjects;
  readonly #queue: WorkQueue;
  readonly #image: ImageKeeper;
  readonly #clusters: ClusterWorker;
  readonly #backups: BackupWorker;

  constructor(options: OperatorOptions) {
    const { store, makeImage, log } = options;
    this.#objects = new OperatorObjects(options);
    this.#queue = new WorkQueue(
      key => this.#work(key),
      (key, error) => log(`${key}: ${messageOf(error)}`),
    );
    this.#image = new ImageKeeper(makeImage, () => this.#imageChanged());
    this.#clusters = new ClusterWorker(
      options,
      this.#objects,
      store,
      this.#image,
    );
    this.#backups = new BackupWorker(options, this.#objects, store);
  }

  /** Begins once everything is known. @param hasPrograms - whether the image can be made at once */
  async start(hasPrograms: boolean): Promise<void> {
    const { clusters, backups, schedules, parts } = this.#objects;
    await this.#objects.synced();
    if (hasPrograms) this.#image.want();
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
