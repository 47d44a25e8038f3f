import { ConflictError } from '@backstage/errors';
import type {
  PersonalCluster,
  PersonalKube,
} from '@pilothouse/plugin-platform-node';
import { namespacePath } from '../tenant/objects';
import type { Handler } from './Handlers';
import { chartKinds, kindNameOf, pathOf } from './kinds';

/** Every namespace has some of these from its beginning. */
const given = ['configmaps', 'networkpolicies', 'serviceaccounts'];

/** Namespaces of teams. One in which somebody has begun to work stays. */
export function namespaces(kube: PersonalKube): Handler<'namespace'> {
  return {
    async exists({ cluster, name }, { userEntityRef }, signal) {
      const client = await kube.as(userEntityRef, cluster);
      return (await client.read(namespacePath(name), signal)) !== undefined;
    },
    async remove({ cluster, name }, { userEntityRef }, _removal, signal) {
      const client = await kube.as(userEntityRef, cluster);
      const path = namespacePath(name);
      const found = await client.read(path, signal);
      if (!found) return false;
      const work = await workIn(client, name, signal);
      if (work) {
        throw new ConflictError(
          `There is ${work} in it meanwhile, and nothing of that is thrown away: delete the namespace if you do not want it`,
        );
      }
      return client.remove(path, signal);
    },
  };
}

async function workIn(
  client: PersonalCluster,
  namespace: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  for (const kind of chartKinds.filter(each => !given.includes(each))) {
    const [first] = await client.list(pathOf(kind, namespace), {}, signal);
    if (first) return `the ${kindNameOf(kind)} ${first.metadata?.name}`;
  }
  return undefined;
}
