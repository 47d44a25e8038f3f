import type { Deleter } from '../deletion/Deletions';
import type { TaskContext } from './maker';
import type { Surroundings } from './Surroundings';

/**
 * For whom a task deletes.
 *
 * @throws NotAllowedError when it was started by a program
 */
export async function deleterFor(
  { people }: Pick<Surroundings, 'people'>,
  ctx: TaskContext,
): Promise<Deleter> {
  const credentials = await ctx.getInitiatorCredentials();
  const userEntityRef = people.personOf(credentials);
  return { credentials, maker: { taskId: ctx.task.id, userEntityRef } };
}
