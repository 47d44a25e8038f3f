import {
  Slots,
  type KubeObject,
  type PersonalCluster,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import { tenantObjects } from './objects';

/** Lists that are asked for at the same time. */
const listsAtOnce = 4;

/** What the control plane puts into each namespace, or makes there of something else. */
const ofCluster: readonly string[] = [
  'configmaps/kube-root-ca.crt',
  'serviceaccounts/default',
];
const madeOfOthers: readonly string[] = ['endpoints', 'events'];

const resourcesSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      namespaced: z.boolean(),
      verbs: z.array(z.string()),
    }),
  ),
});
const groupsSchema = z.object({
  groups: z.array(
    z.object({ preferredVersion: z.object({ groupVersion: z.string() }) }),
  ),
});

/** What a namespace holds, each as `plural/name`. */
export interface Contents {
  /** What somebody has put there. */
  readonly own: readonly string[];
  /** What is being deleted, or goes with what it belongs to. */
  readonly going: readonly string[];
}

/**
 * What a namespace holds besides what makes it a team's, and what each namespace has, of all
 * kinds that the cluster serves.
 *
 * @throws NotAllowedError for whom may not list all kinds
 * @throws ServiceUnavailableError while an API of the cluster does not answer
 */
export async function contentsOf(
  client: PersonalCluster,
  namespace: string,
  signal?: AbortSignal,
): Promise<Contents> {
  const slots = new Slots(listsAtOnce);
  const own: string[] = [];
  const going: string[] = [];
  const known = new Set(namesOfTenant(namespace));
  const lists = await listsIn(client, namespace, slots, signal);
  await Promise.all(
    lists.map(async ({ path, plural }) => {
      const objects = await slots.use(() => client.list(path, {}, signal));
      for (const object of objects) {
        const name = `${plural}/${object.metadata?.name}`;
        if (known.has(name) || ofCluster.includes(name)) continue;
        (isGoing(object) ? going : own).push(name);
      }
    }),
  );
  return { own: own.sort(), going: going.sort() };
}

function isGoing({ metadata }: KubeObject): boolean {
  return (
    metadata?.deletionTimestamp !== undefined ||
    (metadata?.ownerReferences ?? []).length > 0
  );
}

/** Names of what {@link tenantObjects} makes, whatever the quota. */
function namesOfTenant(namespace: string): string[] {
  const quota = { cpu: '0', memory: '0', pods: 0, storage: '0' };
  const nobody = { team: '', environment: '', group: '' };
  return tenantObjects({ ...nobody, namespace, quota }).map(({ path }) =>
    path.split('/').slice(-2).join('/'),
  );
}

interface List {
  readonly plural: string;
  readonly path: string;
}

/** Where all kinds are listed that a namespace may hold. */
async function listsIn(
  client: PersonalCluster,
  namespace: string,
  slots: Slots,
  signal?: AbortSignal,
): Promise<List[]> {
  const read = (path: string) => slots.use(() => client.read(path, signal));
  const { groups } = groupsSchema.parse(await read('/apis'));
  const roots = [
    '/api/v1',
    ...groups.map(
      ({ preferredVersion: { groupVersion } }) => `/apis/${groupVersion}`,
    ),
  ];
  const lists = await Promise.all(
    roots.map(async root => {
      const { resources } = resourcesSchema.parse(await read(root));
      return resources
        .filter(
          ({ name, namespaced, verbs }) =>
            namespaced &&
            verbs.includes('list') &&
            !madeOfOthers.includes(name),
        )
        .map(({ name }) => ({
          plural: name,
          path: `${root}/namespaces/${encodeURIComponent(namespace)}/${name}`,
        }));
    }),
  );
  return lists.flat();
}
