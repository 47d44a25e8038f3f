import { join } from 'node:path';
import { isKubeError, type KubeRest } from '../../kube/rest.ts';
import { WorkQueue } from '../../kube/work-queue.ts';
import type { HostedContext } from '../../middleware/operator/hosted.ts';
import type { Meta, Secret } from '../../middleware/operator/objects.ts';
import { startStatefulOperator } from '../../middleware/operator/stateful-operator.ts';
import { ObjectStore } from '../../middleware/store/object-store.ts';
import { ensureSecret } from '../../platform/files.ts';
import { messageOf } from '../node-local/change-log.ts';
import { isOver } from './backup/decide.ts';
import { BackupObjects } from './backup/objects.ts';
import { BackupWorker } from './backup/worker.ts';
import { decideCluster, type Asked } from './cluster/decide.ts';
import { release } from './cluster/release.ts';
import { wantedSecrets } from './cluster/secrets.ts';
import { mariadbImage } from './image/mariadb-image.ts';
import {
  INSTANCE,
  MANAGED_BY,
  OPERATOR,
  resources,
  type Cluster,
} from './model.ts';

/** Beside that of the PostgreSQL operator; the node's first pods get higher addresses. */
const STORE_ADDRESS = '0.2';
const STORE_PORT = 9001;

/** Opens the object store and begins to follow clusters, backups and restores. */
export async function startOperator(context: HostedContext): Promise<void> {
  const { dir, podPrefix, rest, signal } = context;
  const store = new ObjectStore({
    host: `${podPrefix}.${STORE_ADDRESS}`,
    port: STORE_PORT,
    dir: join(dir, 'objects'),
    key: await ensureSecret(join(dir, 'store-key')),
  });
  await store.open();
  signal.addEventListener('abort', () => store.close());
  await startStatefulOperator<Cluster, Asked>(context, {
    resource: resources.clusters,
    component: OPERATOR,
    image: mariadbImage,
    label: INSTANCE,
    selector: `${MANAGED_BY}=${OPERATOR}`,
    follows: ['claims', 'services'],
    async look(cluster) {
      const { namespace } = cluster.metadata ?? {};
      const found = await Promise.all(
        wantedSecrets(cluster).map(async ({ name }) => {
          const path = `/api/v1/namespaces/${namespace}/secrets/${name}`;
          return [name, await secretAt(rest, path)] as const;
        }),
      );
      return { secrets: Object.fromEntries(found), store: store.url };
    },
    decide: decideCluster,
  });
  await followBackups(context, store);
}

/** A Secret, which people may have made without the operator's labels. */
async function secretAt(
  rest: KubeRest,
  path: string,
): Promise<Secret | undefined> {
  return rest.json<Secret>(path).catch((error: unknown) => {
    if (isKubeError(error, 404)) return undefined;
    throw error;
  });
}

type WorkKind = 'backups' | 'clusters' | 'restores' | 'schedules';

async function followBackups(
  context: HostedContext,
  store: ObjectStore,
): Promise<void> {
  const objects = new BackupObjects(context);
  const worker = new BackupWorker(context, objects, store);
  const queue = new WorkQueue(
    async key => {
      const [kind, namespace = '', name = ''] = key.split('/');
      if (kind === 'clusters') {
        const cluster = objects.clusters.get(namespace, name);
        if (cluster) await release(context.rest, cluster);
        return;
      }
      const work = {
        backups: () => worker.workBackup(namespace, name),
        restores: () => worker.workRestore(namespace, name),
        schedules: () => worker.workSchedules(namespace, name),
      }[kind as Exclude<WorkKind, 'clusters'>];
      const pause = await work();
      if (pause !== undefined) queue.later(key, pause);
    },
    (key, error) => context.log(`${key}: ${messageOf(error)}`),
  );
  context.signal.addEventListener('abort', () => queue.close());
  const add = (kind: WorkKind, metadata: Meta | undefined) =>
    queue.add(`${kind}/${metadata?.namespace}/${metadata?.name}`);
  await objects.synced();
  const { backups, clusters, jobs, restores } = objects;
  backups.subscribe(({ kind, object }) => {
    const { metadata, spec, status } = object;
    add('backups', metadata);
    if (kind === 'removed') worker.tidy();
    // Of those of a schedule another may be one too many now.
    else if (isOver(status?.state)) {
      add('schedules', {
        namespace: metadata?.namespace,
        name: spec.clusterName,
      });
    }
  });
  restores.subscribe(({ object }) => add('restores', object.metadata));
  jobs.subscribe(({ object: { metadata } }) =>
    add('restores', {
      namespace: metadata?.namespace,
      name: metadata?.ownerReferences?.[0]?.name,
    }),
  );
  const clusterChanged = (cluster: Cluster) => {
    if (cluster.metadata?.deletionTimestamp) add('clusters', cluster.metadata);
    const { namespace = '', name = '' } = cluster.metadata ?? {};
    add('schedules', cluster.metadata);
    for (const { metadata, status } of objects.backupsOf(namespace, name)) {
      if (!isOver(status?.state)) add('backups', metadata);
    }
  };
  clusters.subscribe(({ kind, object }) => {
    if (kind === 'changed') clusterChanged(object);
    else add('schedules', object.metadata);
  });
  clusters.list().forEach(clusterChanged);
  backups.list().forEach(({ metadata }) => add('backups', metadata));
  restores.list().forEach(({ metadata }) => add('restores', metadata));
  worker.tidy();
}
