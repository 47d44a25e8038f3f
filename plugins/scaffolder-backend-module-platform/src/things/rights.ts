import type { CiServer, PersonalKube } from '@pilothouse/plugin-platform-node';
import { deployerOf } from '../rights/objects';
import type { Handler } from './Handlers';
import { pathOf } from './kinds';

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
    async remove(thing, { userEntityRef }, _since, signal) {
      const { cluster, namespace, name, folder, credential: id } = thing;
      const gone = [await ci.deleteCredential({ folder, id }, signal)];
      const client = await kube.as(userEntityRef, cluster);
      for (const kind of kinds) {
        const path = pathOf(kind, namespace, deployerOf(name));
        gone.push(await client.remove(path, signal));
      }
      return gone.includes(true);
    },
  };
}
