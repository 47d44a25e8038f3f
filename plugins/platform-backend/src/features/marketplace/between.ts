import {
  customKindName,
  definitionsKind,
  kubeKinds,
  type CustomDefinition,
  type KubeObject,
  type MiddlewareKind,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';
import type { PersonalClient } from '../../kube/write';
import { groupOf, partKinds, type Part } from './leftovers';
import type { Site } from './view';

/** What stands between things that are known and those that have had them made. */
export interface Between {
  /** Of kinds that nobody follows; of each no more than its metadata. */
  readonly parts: readonly Part[];
  /** Kinds of which something could not be read. */
  readonly unknown: readonly string[];
}

export const nothingBetween: Between = { parts: [], unknown: [] };

interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

const metadataAlone =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const patienceMs = 5_000;
/** More of these than anybody would want to wait for. */
const mostAsked = 100;

const headSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string(),
    ownerReferences: z
      .array(
        z.object({
          apiVersion: z.string(),
          kind: z.string(),
          name: z.string(),
          uid: z.string(),
        }),
      )
      .optional(),
  }),
});

/**
 * Reads the owners of what is known in a namespace, and theirs in turn, where nobody follows
 * their kinds: operators make things of kinds of their own, which own the rest.
 *
 * @param client - of the person for whom it is read
 * @param kinds - kinds that are followed besides those that instances consist of
 */
export async function between(
  client: Pick<PersonalClient, 'send'>,
  namespace: string,
  site: Site,
  kinds: readonly MiddlewareKind[],
): Promise<Between> {
  const { cluster, custom } = site;
  const followed = new Set(
    [...partKinds.map(kind => kubeKinds[kind]), ...kinds].map(kindKey),
  );
  const objects: KubeObject[] = [
    ...partKinds.flatMap(kind => cluster.list(kind, { namespace })),
    ...kinds
      .filter(kind => !kind.anchor)
      .flatMap(kind => custom.list(customKindName(kind), namespace)),
  ];
  const seen = new Set(objects.map(({ metadata }) => metadata?.uid ?? ''));
  const parts: Part[] = [];
  const unknown = new Set<string>();
  for (let next = objects; next.length > 0; ) {
    const owners = next
      .flatMap(
        ({ metadata }): readonly Owner[] => metadata?.ownerReferences ?? [],
      )
      .filter(owner => {
        const isNew = !seen.has(owner.uid) && !followed.has(ownerKey(owner));
        seen.add(owner.uid);
        return isNew;
      });
    const room = Math.max(0, mostAsked - parts.length);
    owners.slice(room).forEach(({ kind }) => unknown.add(kind));
    const read = await Promise.all(
      owners.slice(0, room).map(async owner => ({
        owner,
        object: await readOwner(client, owner, namespace, site),
      })),
    );
    const found = read.flatMap(({ owner, object }) => {
      if (object === 'not-known') unknown.add(owner.kind);
      return typeof object === 'object' ? [partOf(owner, object)] : [];
    });
    parts.push(...found);
    next = found.map(({ object }) => object);
  }
  return { parts, unknown: [...unknown] };
}

function partOf({ apiVersion, kind }: Owner, object: KubeObject): Part {
  return { kind, group: groupOf(apiVersion), object };
}

/** The owner itself; `gone` for one that there is not, or not under that uid any more. */
async function readOwner(
  client: Pick<PersonalClient, 'send'>,
  owner: Owner,
  namespace: string,
  { custom }: Site,
): Promise<KubeObject | 'gone' | 'not-known'> {
  const definition = custom
    .list(customKindName(definitionsKind))
    .map(each => (each as CustomDefinition).spec)
    .find(
      spec =>
        spec?.group === groupOf(owner.apiVersion) &&
        spec.names?.kind === owner.kind,
    );
  // What is the cluster's own, such as the node of a pod, is nobody's part.
  if (!definition?.names) return 'gone';
  const place =
    definition.scope === 'Cluster'
      ? []
      : ['namespaces', encodeURIComponent(namespace)];
  const path = [
    '/apis',
    owner.apiVersion,
    ...place,
    definition.names.plural,
    encodeURIComponent(owner.name),
  ].join('/');
  try {
    const headers = { accept: metadataAlone };
    const answer = await client.send({ path, headers, timeoutMs: patienceMs });
    if (answer.status === 404) return 'gone';
    const read = headSchema.safeParse(answer.ok ? answer.json() : undefined);
    if (!read.success) return 'not-known';
    return read.data.metadata.uid === owner.uid ? read.data : 'gone';
  } catch {
    return 'not-known';
  }
}

function kindKey({ group, kind }: Pick<MiddlewareKind, 'group' | 'kind'>) {
  return JSON.stringify([group, kind]);
}

function ownerKey({ apiVersion, kind }: Owner): string {
  return kindKey({ group: groupOf(apiVersion), kind });
}
