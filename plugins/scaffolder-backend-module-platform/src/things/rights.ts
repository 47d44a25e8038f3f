import type { CiServer, PersonalKube } from '@pilothouse/plugin-platform-node';
import { deployerOf, isDeployer } from '../rights/objects';
import type { Handler, Maker } from './Handlers';
import { pathOf } from './kinds';
import type { ThingOf } from './thing';

/** In which order they are removed: first what makes the others of use. */
const kinds = ['rolebindings', 'roles', 'serviceaccounts'] as const;

/** Rights of pipelines to deploy a service, and the credentials by which they have them. */
export function rights(kube: PersonalKube, ci: CiServer): Handler<'rights'> {
  return {
    async exists({ cluster, namespace, name }, { userEntityRef }, signal) {
      const client = await kube.as(userEntityRef, cluster);
      const path = pathOf('serviceaccounts', namespace, deployerOf(name));
      return (await client.read(path, signal)) !== undefined;
    },
    async remove(thing, { userEntityRef }, _removal, signal) {
      const { cluster, namespace, name, folder, credential: id } = thing;
      const fromCluster = async () => {
        const client = await kube.as(userEntityRef, cluster);
        const account = pathOf('serviceaccounts', namespace, deployerOf(name));
        const known = await client.read(account, signal);
        if (known && !isDeployer(known)) return false;
        const gone = [];
        for (const kind of kinds) {
          const path = pathOf(kind, namespace, deployerOf(name));
          gone.push(await client.remove(path, signal));
        }
        return gone.includes(true);
      };
      // What one of the two cannot do at present does not leave the other half in force.
      const [inCi, inCluster] = await Promise.allSettled([
        ci.deleteCredential({ folder, id }, signal),
        fromCluster(),
      ]);
      if (inCi.status === 'rejected') throw inCi.reason;
      if (inCluster.status === 'rejected') throw inCluster.reason;
      return inCi.value || inCluster.value;
    },
  };
}

/**
 * Takes the rights from the account of a pipeline, which stays: by it the place is known to
 * be the service's.
 */
export async function unbind(
  kube: PersonalKube,
  { cluster, name, namespace }: ThingOf<'rights'>,
  { userEntityRef }: Maker,
  signal?: AbortSignal,
): Promise<void> {
  const client = await kube.as(userEntityRef, cluster);
  const path = pathOf('rolebindings', namespace, deployerOf(name));
  await client.remove(path, signal);
}
