import { ConflictError } from '@backstage/errors';
import type { PersonalKube } from '@pilothouse/plugin-platform-node';
import { namespacePath } from '../tenant/objects';
import type { Handler } from './Handlers';

/**
 * Namespaces of teams. None is removed by itself: with it would go all that anybody of the
 * team has put there meanwhile, of whichever kind.
 */
export function namespaces(kube: PersonalKube): Handler<'namespace'> {
  return {
    async exists({ cluster, name }, { userEntityRef }, signal) {
      const client = await kube.as(userEntityRef, cluster);
      return (await client.read(namespacePath(name), signal)) !== undefined;
    },
    async remove({ cluster, name }, { userEntityRef }, _removal, signal) {
      const client = await kube.as(userEntityRef, cluster);
      if (!(await client.read(namespacePath(name), signal))) return false;
      throw new ConflictError(
        `It stays, as others of the team may have begun to work in it: delete the namespace ${name} if nobody wants it`,
      );
    },
  };
}
