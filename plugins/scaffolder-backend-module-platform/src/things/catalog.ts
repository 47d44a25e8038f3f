import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Handler } from './Handlers';
import type { RepositoryAddress, ThingOf } from './thing';

/** What is asked of the catalog. */
export type RegistrationCatalog = Pick<
  CatalogService,
  | 'getEntities'
  | 'getEntityByRef'
  | 'getLocations'
  | 'removeEntityByUid'
  | 'removeLocationById'
>;

/** What repositories have registered in the catalog. */
export function registrations(
  { auth, catalog }: { auth: AuthService; catalog: RegistrationCatalog },
  urlOf: (repository: RepositoryAddress) => string,
): Handler<'registration'> {
  const entityOf = async ({ entityRef }: ThingOf<'registration'>) =>
    catalog.getEntityByRef(entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
  return {
    exists: async thing => (await entityOf(thing)) !== undefined,
    async remove(thing) {
      const within = `${urlOf(thing.repository)}/`;
      const credentials = await auth.getOwnServiceCredentials();
      const { items } = await catalog.getLocations({}, { credentials });
      const own = items.filter(({ target }) => target.startsWith(within));
      const origins = own.map(({ target }) => `url:${target}`);
      const origin = originOf(await entityOf(thing));
      if (origin?.startsWith(`url:${within}`)) origins.push(origin);
      for (const { id } of own) {
        await catalog.removeLocationById(id, { credentials });
      }
      // The catalog forgets what a location told of only in its own time.
      const entities = await entitiesFrom(catalog, credentials, origins);
      for (const { metadata } of entities) {
        if (!metadata.uid) continue;
        await catalog.removeEntityByUid(metadata.uid, { credentials });
      }
      return own.length + entities.length > 0;
    },
  };
}

/** Where the catalog first heard of an entity; no file can claim another origin. */
export function originOf(entity: Entity | undefined): string | undefined {
  return entity?.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
}

/** All entities that come from one of these origins. */
export async function entitiesFrom(
  catalog: Pick<RegistrationCatalog, 'getEntities'>,
  credentials: BackstageCredentials,
  origins: readonly string[],
): Promise<Entity[]> {
  if (origins.length === 0) return [];
  const key = `metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`;
  const filter = { [key]: [...new Set(origins)] };
  const { items } = await catalog.getEntities({ filter }, { credentials });
  return items;
}
