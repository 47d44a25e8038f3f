import { randomBytes } from 'node:crypto';
import {
  nowText,
  ownedBy,
  type Meta,
  type OperatorContext,
} from '../../../middleware/operator/objects.ts';
import { ResourceWorker } from '../../../middleware/operator/worker.ts';
import type { ImageKeeper } from '../../../platform/image-keeper.ts';
import type { ObjectStore } from '../../../middleware/store/object-store.ts';
import { IMAGES } from '../image/postgres-image.ts';
import { names, resources, type Cluster } from '../model.ts';
import type { OperatorObjects } from '../objects.ts';
import type { Observed } from './observed.ts';
import { decideCluster } from './reconcile.ts';

const PASSWORD_BYTES = 48;

/** Does what is decided about clusters. */
export function clusterWorker(
  context: OperatorContext,
  objects: OperatorObjects,
  store: ObjectStore,
  image: ImageKeeper,
): ResourceWorker<Cluster> {
  return new ResourceWorker<Cluster>(context, {
    resource: resources.clusters,
    component: 'cloudnative-pg',
    image,
    get: (namespace, name) => objects.clusters.get(namespace, name),
    decide: async (cluster, refusal) =>
      decideCluster({
        ...observe(cluster, objects, store),
        image: image.state,
        refusal,
      }),
  });
}

function observe(
  cluster: Cluster,
  objects: OperatorObjects,
  store: ObjectStore,
): Omit<Observed, 'image' | 'refusal'> {
  const { namespace = '', name = '' } = cluster.metadata ?? {};
  const { backups, pods, jobs, claims, services, secrets } = objects;
  const namesOf = (parts: readonly { metadata?: Meta }[]) =>
    ownedBy(cluster, parts).map(({ metadata }) => metadata?.name ?? '');
  const from = cluster.spec.bootstrap?.recovery?.backup?.name;
  const backup = from ? backups.get(namespace, from) : undefined;
  return {
    cluster,
    images: IMAGES,
    store: store.url,
    pods: ownedBy(cluster, pods.list()).filter(
      ({ metadata }) => metadata?.labels?.[names.podRole] === 'instance',
    ),
    jobs: ownedBy(cluster, jobs.list()),
    claims: ownedBy(cluster, claims.list()),
    services: namesOf(services.list()),
    secrets: namesOf(secrets.list()),
    backups: objects.backupsOf(namespace, name),
    origin: backup && {
      backup,
      files: store.sign('GET', namespace, backup.metadata?.uid ?? ''),
    },
    password: randomBytes(PASSWORD_BYTES).toString('base64url'),
    now: nowText(),
  };
}
