import { randomBytes } from 'node:crypto';
import { EventRecorder } from '../../../kube/events.ts';
import { ignoring, KubeError, MERGE_PATCH } from '../../../kube/rest.ts';
import type { ObjectStore } from '../backup/object-store.ts';
import type { ImageKeeper } from '../../../platform/image-keeper.ts';
import { IMAGES } from '../image/postgres-image.ts';
import { API_VERSION, names, type Cluster, type Meta } from '../model.ts';
import {
  nowText,
  ownedBy,
  writeStatus,
  type OperatorContext,
  type OperatorObjects,
} from '../objects.ts';
import type { Action, ClusterEvent, Observed } from './observed.ts';
import { decideCluster } from './reconcile.ts';

const PASSWORD_BYTES = 48;

/** Does what is decided about clusters. */
export class ClusterWorker {
  readonly #context: OperatorContext;
  readonly #objects: OperatorObjects;
  readonly #store: ObjectStore;
  readonly #image: ImageKeeper;
  readonly #events: EventRecorder;
  readonly #refusals = new Map<string, string>();

  constructor(
    context: OperatorContext,
    objects: OperatorObjects,
    store: ObjectStore,
    image: ImageKeeper,
  ) {
    this.#context = context;
    this.#objects = objects;
    this.#store = store;
    this.#image = image;
    this.#events = new EventRecorder(context.rest, {
      component: 'cloudnative-pg',
    });
  }

  /** @throws what the API server refuses, when the status says so */
  async work(namespace: string, name: string): Promise<void> {
    const key = `${namespace}/${name}`;
    const cluster = this.#objects.clusters.get(namespace, name);
    if (!cluster || cluster.metadata?.deletionTimestamp) {
      this.#refusals.delete(key);
      return;
    }
    const { actions } = decideCluster(this.#observe(cluster));
    let refused: unknown;
    try {
      for (const action of actions) await this.#act(cluster, action);
      this.#refusals.delete(key);
    } catch (error) {
      refused = error;
      this.#refuse(key, cluster, error);
    }
    const { status } = decideCluster(this.#observe(cluster));
    await writeStatus(this.#context.rest, 'clusters', cluster, status);
    if (refused !== undefined) throw refused;
  }

  /** Tells people of the cluster. */
  tell({ metadata }: Cluster, { type, reason, message }: ClusterEvent): void {
    const { namespace, name, uid } = metadata ?? {};
    const about = { apiVersion: API_VERSION, kind: 'Cluster' };
    this.#events.on({ ...about, namespace, name, uid }, type, reason, message);
  }

  #refuse(key: string, cluster: Cluster, error: unknown): void {
    // What is no answer of the API server, such as a lost connection, says nothing of the order.
    if (!(error instanceof KubeError)) return;
    const { message } = error;
    if (this.#refusals.get(key) !== message) {
      this.tell(cluster, { type: 'Warning', reason: 'FailedCreate', message });
    }
    this.#refusals.set(key, message);
  }

  #observe(cluster: Cluster): Observed {
    const { namespace = '', name = '' } = cluster.metadata ?? {};
    const { backups, pods, jobs, claims, services, secrets } = this.#objects;
    const namesOf = (objects: readonly { metadata?: Meta }[]) =>
      ownedBy(cluster, objects).map(({ metadata }) => metadata?.name ?? '');
    const from = cluster.spec.bootstrap?.recovery?.backup?.name;
    const backup = from ? backups.get(namespace, from) : undefined;
    return {
      cluster,
      image: this.#image.state,
      images: IMAGES,
      store: this.#store.url,
      pods: ownedBy(cluster, pods.list()).filter(
        ({ metadata }) => metadata?.labels?.[names.podRole] === 'instance',
      ),
      jobs: ownedBy(cluster, jobs.list()),
      claims: ownedBy(cluster, claims.list()),
      services: namesOf(services.list()),
      secrets: namesOf(secrets.list()),
      backups: this.#objects.backupsOf(namespace, name),
      origin: backup && {
        backup,
        files: this.#store.sign('GET', namespace, backup.metadata?.uid ?? ''),
      },
      refusal: this.#refusals.get(`${namespace}/${name}`),
      password: randomBytes(PASSWORD_BYTES).toString('base64url'),
      now: nowText(),
    };
  }

  async #act(cluster: Cluster, action: Action): Promise<void> {
    const { rest } = this.#context;
    switch (action.kind) {
      case 'fetch-image':
        this.#image.want();
        return;
      case 'create': {
        const { path, object: body, event } = action;
        const made = rest.json(path, { method: 'POST', body });
        // What is there was made a moment ago, or goes with an earlier cluster of that name.
        await ignoring(
          409,
          made.then(() => event && this.tell(cluster, event)),
        );
        return;
      }
      case 'patch': {
        const { path, body } = action;
        const patch = { method: 'PATCH', contentType: MERGE_PATCH } as const;
        await ignoring(404, rest.json(path, { ...patch, body }));
        return;
      }
      case 'delete': {
        const body = { propagationPolicy: 'Background' };
        const { path, event } = action;
        const removed = rest.json(path, { method: 'DELETE', body });
        await ignoring(
          404,
          removed.then(() => event && this.tell(cluster, event)),
        );
      }
    }
  }
}
