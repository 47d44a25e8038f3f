import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { People } from '../service/people';
import type { Maker } from '../things/Handlers';

/** Part of an action's context by which it knows for whom it works. */
export interface TaskContext {
  readonly task: { readonly id: string };
  getInitiatorCredentials(): Promise<BackstageCredentials>;
}

/**
 * For whom a task makes something for a team.
 *
 * @throws NotAllowedError when they do not belong to it
 */
export async function makerFor(
  people: People,
  ctx: TaskContext,
  team: string,
): Promise<Maker> {
  const userEntityRef = people.personOf(await ctx.getInitiatorCredentials());
  await people.assertMember(team, userEntityRef);
  return { taskId: ctx.task.id, userEntityRef };
}
