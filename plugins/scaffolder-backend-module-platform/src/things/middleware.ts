import { ConflictError, NotFoundError } from '@backstage/errors';
import { bindingNames } from '@pilothouse/plugin-platform-backend';
import {
  orderedByTaskAnnotation,
  type Resource,
} from '@pilothouse/plugin-platform-common';
import {
  anchorName,
  customKindName,
  type KubeObject,
  type MiddlewareComposition,
  type MiddlewareItem,
  type MiddlewareKind,
  type PersonalCluster,
  type PersonalKube,
} from '@pilothouse/plugin-platform-node';
import type { Handler } from './Handlers';
import { pathOf } from './kinds';
import type { ThingOf } from './thing';

const plurals = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
} as const;

/** Instances of middleware, looked at and removed with the rights of the person. */
export function instances(
  kube: PersonalKube,
  items: readonly MiddlewareItem[],
  compositions: readonly MiddlewareComposition[],
): Handler<'middleware'> {
  return {
    async exists(thing, { userEntityRef }, signal) {
      if (thing.composed !== undefined) {
        const { kind } = compositionOf(thing, compositions);
        const { cluster } = await kube.hands(userEntityRef, thing.cluster);
        return (
          (await cluster.read(anchorPath(thing, kind), signal)) !== undefined
        );
      }
      const client = await kube.as(userEntityRef, thing.cluster);
      return (await find(client, thing, items, signal)) !== undefined;
    },
    async remove(thing, { taskId, userEntityRef }, removal, signal) {
      const assertOurs = (object: KubeObject) => {
        if (removal.kind === 'whole' || isBy(taskId, object)) return;
        throw new ConflictError(
          `It was ordered by somebody else, or changed since the run ordered it, and it may have data: delete ${thing.name} in the marketplace if nobody wants it`,
        );
      };
      if (thing.composed !== undefined) {
        const { carrier, kind } = compositionOf(thing, compositions);
        const hands = await kube.hands(userEntityRef, thing.cluster);
        const path = anchorPath(thing, kind);
        const object = await hands.cluster.read(path, signal);
        if (!object) return false;
        assertOurs(object);
        const { cluster, namespace, name } = thing;
        const { uid = '', resourceVersion: version } = object.metadata ?? {};
        const ref = { cluster, namespace, name };
        await carrier.remove({ ref, uid, version }, hands);
        if (await hands.cluster.read(path, signal)) {
          throw new ConflictError(
            `${name} in the namespace ${namespace} is still being taken away; its page in the marketplace tells how far that is`,
          );
        }
        return true;
      }
      const client = await kube.as(userEntityRef, thing.cluster);
      const found = await find(client, thing, items, signal);
      if (!found) return false;
      assertOurs(found.object);
      return client.remove(found.path, signal);
    },
  };
}

/** @throws NotFoundError where what a provider has brought is gone with it */
function compositionOf(
  { composed, namespace, name }: ThingOf<'middleware'>,
  compositions: readonly MiddlewareComposition[],
): MiddlewareComposition {
  const found = compositions.find(
    ({ kind }) => customKindName(kind) === composed,
  );
  if (found) return found;
  throw new NotFoundError(
    `Nobody here makes ${composed} any more, so that ${name} in the namespace ${namespace} cannot be looked for: see to it in the cluster`,
  );
}

/** Where what stands for an instance of a kind is that no API serves. */
function anchorPath(
  { namespace, name }: ThingOf<'middleware'>,
  kind: MiddlewareKind,
): string {
  const plural = kind.anchor?.plural ?? '';
  const parts = ['v1', 'namespaces', namespace, plural, anchorName(kind, name)];
  return `/api/${parts.map(encodeURIComponent).join('/')}`;
}

/** Whether a run of a template has made it, and nobody has changed it since. */
function isBy(taskId: string, { metadata }: KubeObject): boolean {
  return metadata?.annotations?.[orderedByTaskAnnotation] === taskId;
}

/** Where an instance is, in whichever version its cluster serves. */
async function find(
  client: PersonalCluster,
  { item, namespace, name, resource }: ThingOf<'middleware'>,
  items: readonly MiddlewareItem[],
  signal?: AbortSignal,
): Promise<{ path: string; object: KubeObject } | undefined> {
  if (resource) {
    const path = pathIn(resource, namespace, name);
    const object = await client.read(path, signal);
    return object && { path, object };
  }
  const kind = items.find(each => each.name === item)?.kind;
  if (!kind) {
    throw new NotFoundError(
      `The marketplace has no item ${item} any more, so that ${name} in the namespace ${namespace} cannot be looked for: see to it in the cluster`,
    );
  }
  for (const version of kind.versions) {
    const path = pathIn({ ...kind, version }, namespace, name);
    const object = await client.read(path, signal);
    if (object) return { path, object };
  }
  return undefined;
}

/** What asks for credentials, looked at and removed with the rights of the person. */
export function credentials(kube: PersonalKube): Handler<'credentials'> {
  return {
    async exists(thing, { userEntityRef }, signal) {
      const client = await kube.as(userEntityRef, thing.cluster);
      return (await client.read(credentialsPath(thing), signal)) !== undefined;
    },
    async remove(thing, { taskId, userEntityRef }, removal, signal) {
      const client = await kube.as(userEntityRef, thing.cluster);
      const path = credentialsPath(thing);
      const found = await client.read(path, signal);
      if (!found) return false;
      if (removal.kind !== 'whole' && !isBy(taskId, found)) {
        throw new ConflictError(
          `They were asked for by somebody else, or changed since the run asked for them: give ${thing.name} back in the marketplace if nobody needs it`,
        );
      }
      return client.remove(path, signal);
    },
  };
}

/** Where the object is by which credentials were asked for. */
export function credentialsPath({
  resource,
  namespace,
  name,
}: Pick<ThingOf<'credentials'>, 'name' | 'namespace' | 'resource'>): string {
  return pathIn(resource, namespace, name);
}

function pathIn(
  { group, version, plural }: Resource,
  namespace: string,
  name: string,
): string {
  const parts = [group, version, 'namespaces', namespace, plural, name];
  return `/apis/${parts.map(encodeURIComponent).join('/')}`;
}

/** Bindings of workloads, looked at and taken away with the rights of the person. */
export function bindings(kube: PersonalKube): Handler<'binding'> {
  return {
    async exists(thing, { userEntityRef }, signal) {
      const client = await kube.as(userEntityRef, thing.cluster);
      const { path, manager } = placeOf(thing);
      return isOf(manager, await client.read(path, signal));
    },
    async remove(thing, { userEntityRef }, _removal, signal) {
      const client = await kube.as(userEntityRef, thing.cluster);
      const { path, manager } = placeOf(thing);
      const found = await client.read(path, signal);
      if (!isOf(manager, found)) return false;
      const { namespace, workload, name } = thing;
      const nothing = {
        apiVersion: 'apps/v1',
        kind: workload,
        metadata: { namespace, name, uid: found?.metadata?.uid },
      };
      // What is owned and not applied again goes.
      await client.apply(path, nothing, signal, manager);
      return true;
    },
  };
}

function placeOf(thing: ThingOf<'binding'>) {
  const { namespace, workload, name, secret } = thing;
  return {
    path: pathOf(plurals[workload], namespace, name),
    manager: bindingNames(secret).fieldManager,
  };
}

function isOf(manager: string, object: KubeObject | undefined): boolean {
  const owners = object?.metadata?.managedFields ?? [];
  return owners.some(each => each.manager === manager);
}
