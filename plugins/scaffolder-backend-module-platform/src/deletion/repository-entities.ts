import type { AuthService } from '@backstage/backend-plugin-api';
import {
  RELATION_API_CONSUMED_BY,
  RELATION_DEPENDENCY_OF,
  RELATION_HAS_PART,
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

/**
 * A repository in which others live is not deleted with one of them.
 *
 * @param seen - references of those that the person may see, who is told of no others
 */
export function sharedRefusals(
  { repository: { name, owner } }: Subject,
  seen: readonly string[],
  hasUnseen: boolean,
): DeletionRefusal[] {
  const holds = `The repository ${owner}/${name} also holds`;
  const refusals: DeletionRefusal[] = [];
  if (seen.length > 0) {
    refusals.push({
      reason: 'shared-repository',
      about: [...seen],
      message: `${holds} ${seen.join(', ')}: take them out of it first`,
    });
  }
  if (hasUnseen) {
    refusals.push({
      reason: 'shared-unseen',
      about: [`${owner}/${name}`],
      message: `${holds} what you may not see in the catalog: ask the platform engineers to have it taken out first`,
    });
  }
  return refusals;
}

/** References of what says that it is a part of an application. */
export function partsOf(own: readonly Entity[]): string[] {
  const refs = own.flatMap(entity => targetsOf(entity, RELATION_HAS_PART));
  return [...new Set(refs)].sort();
}

/**
 * An application is not deleted while something is a part of it.
 *
 * @param seen - references of the parts that the person may see
 */
export function partRefusals(
  { service: { name } }: Subject,
  seen: readonly string[],
  hasUnseen: boolean,
): DeletionRefusal[] {
  return [
    ...(seen.length > 0
      ? [
          {
            reason: 'has-parts' as const,
            about: [...seen],
            message: `Of ${name} are a part: ${seen.join(
              ', ',
            )}. Delete them first, or give them another application`,
          },
        ]
      : []),
    ...(hasUnseen
      ? [
          {
            reason: 'has-unseen-parts' as const,
            about: [name],
            message: `Something that you may not see in the catalog is a part of ${name}: ask the platform engineers to have it taken out first`,
          },
        ]
      : []),
  ];
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
