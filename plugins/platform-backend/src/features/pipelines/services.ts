import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { jobAnnotation, type RunRef } from '@pilothouse/plugin-platform-common';
import type { CatalogReader } from '../../catalog/CatalogReader';

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

/** Full name of the job that builds a service; undefined when it does not say. */
export function jobOf({ metadata }: Entity): string | undefined {
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
 * @throws NotFoundError
 */
export function mustBeRunOf(entity: Entity, { job, number }: RunRef): void {
  const own = jobOf(entity);
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
    .filter(({ relations = [] }) =>
      relations.some(
        ({ type, targetRef }) =>
          type === RELATION_OWNED_BY && targetRef === groupRef,
      ),
    );
  return new Map(own.map(entity => [stringifyEntityRef(entity), entity]));
}
