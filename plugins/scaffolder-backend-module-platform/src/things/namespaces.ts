import { isError } from '@backstage/errors';
import type {
  PersonalCluster,
  PersonalKube,
} from '@pilothouse/plugin-platform-node';
import { ConflictError } from '@backstage/errors';
import { contentsOf } from '../tenant/contents';
import { namespacePath, taskAnnotation } from '../tenant/objects';
import { StaysError, type Handler } from './Handlers';

/** So many of the things that hold a namespace are named. */
const namedAtMost = 3;

/**
 * Namespaces of teams. One goes with the run that has made it as long as it holds nothing but
 * what that made: with it would go all that anybody of the team has put there meanwhile.
 */
export function namespaces(kube: PersonalKube): Handler<'namespace'> {
  return {
    async exists({ cluster, name }, { userEntityRef }, signal) {
      const client = await kube.as(userEntityRef, cluster);
      return (await client.read(namespacePath(name), signal)) !== undefined;
    },
    async remove({ cluster, name }, { taskId, userEntityRef }, _, signal) {
      const client = await kube.as(userEntityRef, cluster);
      const path = namespacePath(name);
      const found = await client.read(path, signal);
      if (!found) return false;
      const { annotations, deletionTimestamp, uid, resourceVersion } =
        found.metadata ?? {};
      if (deletionTimestamp) return true;
      if (annotations?.[taskAnnotation] !== taskId) {
        throw stays(name, 'somebody else has made it, or another run');
      }
      await assertEmpty(client, name, signal);
      try {
        return await client.remove(path, signal, { uid, resourceVersion });
      } catch (error) {
        if (!isRefused(error)) throw error;
        throw stays(name, 'the cluster does not let you delete it');
      }
    },
  };
}

/**
 * @throws StaysError for one that holds what somebody has put there, or may
 * @throws ConflictError while what was deleted in it is still going
 */
async function assertEmpty(
  client: PersonalCluster,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  const { going, own } = await contentsOf(client, name, signal).catch(error => {
    if (!isRefused(error)) throw error;
    throw stays(name, 'you may not see all that is in it');
  });
  if (own.length > 0) {
    const named = own.slice(0, namedAtMost).join(', ');
    const more = own.length > namedAtMost ? ', …' : '';
    throw stays(name, `others may work in it: it holds ${named}${more}`);
  }
  if (going.length > 0) {
    throw new ConflictError(
      `The cluster is still clearing it of ${going
        .slice(0, namedAtMost)
        .join(', ')}`,
    );
  }
}

function stays(name: string, why: string): StaysError {
  return new StaysError(
    `It stays, as ${why}. Delete the namespace ${name} if nobody wants it, or ask a platform engineer to`,
  );
}

function isRefused(error: unknown): boolean {
  return isError(error) && error.name === 'NotAllowedError';
}
