import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type { Surroundings } from '../actions/Surroundings';
import { gitAddresses } from '../deletion/git-addresses';
import { subjectOf } from '../deletion/subject';
import type { Maker } from '../things/Handlers';
import type { Service } from './service';

/**
 * A service that a template has made, for somebody of its team.
 *
 * @throws NotFoundError for what the person does not see
 * @throws InputError for what is no such service
 * @throws NotAllowedError for whom is not of its team
 */
export async function ownService(
  surroundings: Pick<
    Surroundings,
    'catalog' | 'git' | 'integrations' | 'people'
  >,
  ctx: {
    readonly task: { readonly id: string };
    getInitiatorCredentials(): Promise<BackstageCredentials>;
  },
  entityRef: string,
): Promise<{ readonly maker: Maker; readonly service: Service }> {
  const { catalog, people } = surroundings;
  const credentials = await ctx.getInitiatorCredentials();
  const userEntityRef = people.personOf(credentials);
  const entity = await catalog.getEntityByRef(entityRef, { credentials });
  if (!entity) {
    throw new NotFoundError(`The catalog has no ${entityRef} that you may see`);
  }
  const judgment = subjectOf(entity, gitAddresses(surroundings));
  const service =
    judgment.kind === 'subject' && judgment.subject.kind === 'service'
      ? judgment.subject.service
      : undefined;
  if (!service) {
    throw new InputError(
      `${entityRef} is no service that a template of the portal has made: its repository and its pipeline would have to be those of its team and name`,
    );
  }
  await people.assertMember(service.team, userEntityRef);
  return { maker: { taskId: ctx.task.id, userEntityRef }, service };
}
