import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { jobAnnotation, type RunRef } from '@pilothouse/plugin-platform-common';
import type { CatalogReader } from '../../catalog/CatalogReader';

/** Which jobs services may name as theirs. */
export type JobTrust = 'of-own-folder' | 'any';

/**
 * The entity of a service.
 *
 * @throws NotFoundError when it does not exist, or may not be seen
 */
export function serviceOf(catalog: CatalogReader, entityRef: string): Entity {
  const entity = catalog.entity(entityRef);
  if (!entity) {
    throw new NotFoundError(`There is no service ${entityRef} in the catalog`);
  }
  return entity;
}

/** Whether somebody may see the runs of a service, as those who own it do. */
export function isTold(
  told: Pick<CatalogReader, 'entity'>,
  entity: Entity,
): boolean {
  return told.entity(stringifyEntityRef(entity)) !== undefined;
}

/** @throws NotAllowedError for whoever may not see the runs of the service */
export function mustBeTold(
  told: Pick<CatalogReader, 'entity'>,
  entity: Entity,
): void {
  if (isTold(told, entity)) return;
  throw new NotAllowedError(
    `Only members of the team that owns ${entity.metadata.name} and platform engineers may see its runs; ask one of them`,
  );
}

/**
 * Full name of the job that builds a service; undefined when it does not say.
 *
 * @throws NotAllowedError for a job that lies in no folder of the service's owner: whoever
 *   registers a component could name the job of another team
 */
export function jobOf(entity: Entity, trust: JobTrust): string | undefined {
  const job = namedJob(entity);
  if (job && trust === 'of-own-folder' && !isInOwnFolder(entity, job)) {
    throw new NotAllowedError(
      `The job ${job} lies in no folder that is named as the team which owns ${entity.metadata.name}: move it there, or ask a platform engineer to let services name any job (pilothouse.pipelines.jobs)`,
    );
  }
  return job;
}

function isInOwnFolder(entity: Entity, job: string): boolean {
  const owners = ownersOf(entity);
  return job
    .toLowerCase()
    .split('/')
    .slice(0, -1)
    .some(folder => owners.includes(`group:default/${folder}`));
}

function namedJob({ metadata }: Entity): string | undefined {
  // A slash at its beginning or end is easily written, and means nothing.
  const name = metadata.annotations?.[jobAnnotation]
    ?.trim()
    .replace(/^\/+|\/+$/g, '');
  return name || undefined;
}

/**
 * Makes sure that a run is one of the service's own, so that who may see one service cannot
 * name the runs of another.
 *
 * @throws NotFoundError, or NotAllowedError as {@link jobOf}
 */
export function mustBeRunOf(
  entity: Entity,
  { job, number }: RunRef,
  trust: JobTrust,
): void {
  const own = jobOf(entity, trust);
  if (!own || !(job === own || job.startsWith(`${own}/`))) {
    throw new NotFoundError(
      `Run ${number} of ${job} is none of the service ${entity.metadata.name}`,
    );
  }
}

/**
 * The services that a team owns, by their references.
 *
 * @throws NotFoundError when the team does not exist, or may not be seen
 */
export function servicesOf(
  catalog: CatalogReader,
  groupRef: string,
): ReadonlyMap<string, Entity> {
  if (!catalog.entity(groupRef)) {
    throw new NotFoundError(`There is no team ${groupRef} in the catalog`);
  }
  const own = catalog
    .entities('component')
    .filter(entity => ownersOf(entity).includes(groupRef));
  return new Map(own.map(entity => [stringifyEntityRef(entity), entity]));
}

/** References of those who own a service. */
export function ownersOf({ relations = [] }: Entity): string[] {
  return relations
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
}
