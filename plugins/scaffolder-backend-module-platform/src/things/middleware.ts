import { bindingNames } from '@pilothouse/plugin-platform-backend';
import type {
  KubeObject,
  MiddlewareItem,
  PersonalCluster,
  PersonalKube,
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
): Handler<'middleware'> {
  return {
    async exists(thing, { userEntityRef }, signal) {
      const client = await kube.as(userEntityRef, thing.cluster);
      return (await find(client, thing, items, signal)) !== undefined;
    },
    async remove(thing, { userEntityRef }, _removal, signal) {
      const client = await kube.as(userEntityRef, thing.cluster);
      const path = await find(client, thing, items, signal);
      return path !== undefined && client.remove(path, signal);
    },
  };
}

/** Where an instance is, in whichever version its cluster serves. */
async function find(
  client: PersonalCluster,
  { item, namespace, name }: ThingOf<'middleware'>,
  items: readonly MiddlewareItem[],
  signal?: AbortSignal,
): Promise<string | undefined> {
  const kind = items.find(each => each.name === item)?.kind;
  for (const version of kind?.versions ?? []) {
    const parts = [kind?.group, version, 'namespaces', namespace, kind?.plural];
    const path = `/apis/${[...parts, name]
      .map(part => encodeURIComponent(part ?? ''))
      .join('/')}`;
    if (await client.read(path, signal)) return path;
  }
  return undefined;
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
