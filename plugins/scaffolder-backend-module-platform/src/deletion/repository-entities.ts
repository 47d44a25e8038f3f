import type { AuthService } from '@backstage/backend-plugin-api';
import {
  RELATION_API_CONSUMED_BY,
  RELATION_DEPENDENCY_OF,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { DeletionRefusal } from '@pilothouse/plugin-platform-common';
import { entitiesWithin, type RegistrationCatalog } from '../things/catalog';
import type { Subject } from './subject';

/** What the files of a repository have told the catalog. */
export interface RepositoryEntities {
  /** The service, and the APIs that it provides. */
  readonly own: readonly Entity[];
  readonly others: readonly Entity[];
}

/**
 * All entities of the repository of a service, whoever may see them and has registered them.
 *
 * @param folder - with what the addresses of the files of the repository begin
 * @throws ServiceUnavailableError when not even the service is among them: then there may
 *   be others as well
 */
export async function entitiesInRepository(
  { auth, catalog }: { auth: AuthService; catalog: RegistrationCatalog },
  { entityRef }: Pick<Subject, 'entityRef'>,
  folder: string,
): Promise<RepositoryEntities> {
  const credentials = await auth.getOwnServiceCredentials();
  const all = await entitiesWithin(catalog, credentials, folder);
  const service = all.find(entity => stringifyEntityRef(entity) === entityRef);
  if (!service) {
    throw new ServiceUnavailableError(
      `The catalog does not name ${entityRef} among what its repository holds, so it is not known what else that holds: try again when the catalog has read it`,
    );
  }
  const refs = [entityRef, ...targetsOf(service, RELATION_PROVIDES_API)];
  const isOwn = (entity: Entity) => refs.includes(stringifyEntityRef(entity));
  return {
    own: all.filter(isOwn),
    // A Location only leads to entities, which are here as well.
    others: all.filter(entity => !isOwn(entity) && entity.kind !== 'Location'),
  };
}

/** A repository in which others live is not deleted with one of them. */
export function sharedRefusal(
  { repository: { name, owner } }: Subject,
  others: readonly Entity[],
): DeletionRefusal[] {
  if (others.length === 0) return [];
  const refs = others.map(entity => stringifyEntityRef(entity));
  const message = `The repository ${owner}/${name} also holds ${refs.join(
    ', ',
  )}: take them out of it first`;
  return [{ reason: 'shared-repository', about: refs, message }];
}

/** References of those who say that they depend on a service, or consume its API. */
export function usersOf(own: readonly Entity[]): string[] {
  const users = own.flatMap(entity => [
    ...targetsOf(entity, RELATION_DEPENDENCY_OF),
    ...targetsOf(entity, RELATION_API_CONSUMED_BY),
  ]);
  const refs = own.map(entity => stringifyEntityRef(entity));
  return [...new Set(users)].filter(ref => !refs.includes(ref)).sort();
}

function targetsOf({ relations = [] }: Entity, type: string): string[] {
  return relations
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
}
