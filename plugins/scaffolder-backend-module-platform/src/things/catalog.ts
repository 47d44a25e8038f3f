import type { AuthService } from '@backstage/backend-plugin-api';
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
  'getEntityByRef' | 'getLocations' | 'removeEntityByUid' | 'removeLocationById'
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
      for (const { id } of own) {
        await catalog.removeLocationById(id, { credentials });
      }
      // The catalog forgets what a location told of only in its own time.
      const entity = await entityOf(thing);
      const uid = entity?.metadata.uid;
      if (!entity || !uid || !comesFrom(entity, within)) return own.length > 0;
      await catalog.removeEntityByUid(uid, { credentials });
      return true;
    },
  };
}

function comesFrom({ metadata }: Entity, within: string): boolean {
  const origin = metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] ?? '';
  return origin.startsWith(`url:${within}`);
}
