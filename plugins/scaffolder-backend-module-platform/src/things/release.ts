import type {
  KubeObject,
  PersonalCluster,
  PersonalKube,
} from '@pilothouse/plugin-platform-node';
import type { Handler } from './Handlers';
import { chartKinds, pathOf, type ChartKind } from './kinds';

/** An object that belongs to a release. */
export interface ReleasedObject {
  readonly path: string;
  readonly kind: ChartKind;
  readonly name: string;
  /** Of what has replicas. */
  readonly ready?: number;
}

type WithReplicas = KubeObject & {
  readonly status?: { readonly readyReplicas?: number };
};

/** By what an object is known to belong to a release. */
const instance = (name: string) => ({ 'app.kubernetes.io/instance': name });

/** What Helm keeps of a release. */
const record = (name: string) => ({ owner: 'helm', name });

/** Kinds one of which of the same name means that the name is in use. */
const named = [
  'deployments',
  'statefulsets',
  'services',
  'ingresses',
] as const satisfies readonly ChartKind[];

/** What pipelines deploy by Helm, looked at and removed with the rights of the person. */
export function releases(kube: PersonalKube): Handler<'release'> {
  return {
    async exists({ cluster, namespace, name }, { userEntityRef }, signal) {
      const client = await kube.as(userEntityRef, cluster);
      const found = await releasedObjects(client, namespace, name, signal);
      if (found.length > 0) return true;
      const same = await Promise.all(
        named.map(kind => client.read(pathOf(kind, namespace, name), signal)),
      );
      return same.some(object => object !== undefined);
    },
    async remove(thing, { userEntityRef }, _removal, signal) {
      const { cluster, namespace, name } = thing;
      const client = await kube.as(userEntityRef, cluster);
      const found = await releasedObjects(client, namespace, name, signal);
      for (const { path } of found) {
        await client.remove(path, signal);
      }
      return found.length > 0;
    },
  };
}

/** All objects of a release, and what Helm keeps of it, in the order in which they are removed. */
export async function releasedObjects(
  client: Pick<PersonalCluster, 'list'>,
  namespace: string,
  name: string,
  signal?: AbortSignal,
): Promise<ReleasedObject[]> {
  const lists = await Promise.all([
    ...chartKinds.map(kind =>
      listOf(client, kind, namespace, instance(name), signal),
    ),
    listOf(client, 'secrets', namespace, record(name), signal),
  ]);
  return lists.flat();
}

async function listOf(
  client: Pick<PersonalCluster, 'list'>,
  kind: ChartKind,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<ReleasedObject[]> {
  const objects = await client.list<WithReplicas>(
    pathOf(kind, namespace),
    labels,
    signal,
  );
  return objects.map(({ metadata, status }) => {
    const name = metadata?.name ?? '';
    const path = pathOf(kind, namespace, name);
    const ready = status?.readyReplicas;
    return { path, kind, name, ...(ready !== undefined && { ready }) };
  });
}
