import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Handler } from './Handlers';
import type { RepositoryAddress, ThingOf } from './thing';

/** What is asked of the catalog. */
export type RegistrationCatalog = Pick<
  CatalogService,
  | 'addLocation'
  | 'getEntitiesByRefs'
  | 'getEntityByRef'
  | 'getLocations'
  | 'removeEntityByUid'
  | 'removeLocationById'
  | 'streamEntities'
>;

/** Which entities are wanted, as the catalog is asked. */
export type EntityQuery = NonNullable<
  NonNullable<Parameters<RegistrationCatalog['streamEntities']>[0]>['query']
>;

/** What repositories have registered in the catalog. */
export function registrations(
  { auth, catalog }: { auth: AuthService; catalog: RegistrationCatalog },
  urlOf: (repository: RepositoryAddress) => string,
): Handler<'registration'> {
  const locationsOf = async (
    { repository }: ThingOf<'registration'>,
    credentials: BackstageCredentials,
  ) => {
    const within = `${urlOf(repository)}/`;
    const { items } = await catalog.getLocations({}, { credentials });
    return items.filter(({ target }) => isWithin(target, within));
  };
  return {
    async exists(thing) {
      const credentials = await auth.getOwnServiceCredentials();
      const { entityRef } = thing;
      return (
        (await catalog.getEntityByRef(entityRef, { credentials })) !==
          undefined || (await locationsOf(thing, credentials)).length > 0
      );
    },
    async remove(thing) {
      const within = `${urlOf(thing.repository)}/`;
      const credentials = await auth.getOwnServiceCredentials();
      const own = await locationsOf(thing, credentials);
      for (const { id } of own) {
        await catalog.removeLocationById(id, { credentials });
      }
      // The catalog forgets what a location told of only in its own time.
      const entities = await entitiesWithin(catalog, credentials, within);
      const made = entities.filter(entity =>
        isWithin(urlOfLocation(originOf(entity)), within),
      );
      for (const { metadata } of made) {
        if (!metadata.uid) continue;
        await catalog.removeEntityByUid(metadata.uid, { credentials });
      }
      return own.length + made.length > 0;
    },
  };
}

/** Where the catalog first heard of an entity; no file can claim another origin. */
export function originOf(entity: Entity | undefined): string | undefined {
  return entity?.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
}

/** Whether a file is one of a folder; git servers take no notice of small and big letters. */
export function isWithin(url: string | undefined, folder: string): boolean {
  return url?.toLowerCase().startsWith(folder.toLowerCase()) ?? false;
}

/** Address of what a location annotation names; undefined where it is none of a server. */
function urlOfLocation(location: string | undefined): string | undefined {
  return location?.startsWith('url:') ? location.slice(4) : undefined;
}

const byLocation = `metadata.annotations.${ANNOTATION_LOCATION}` as const;
const byOrigin = `metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}` as const;
const annotations = [ANNOTATION_LOCATION, ANNOTATION_ORIGIN_LOCATION];

/**
 * All entities whose file is within a folder of a git server, or that came by a file there,
 * whoever registered them.
 */
export async function entitiesWithin(
  catalog: Pick<RegistrationCatalog, 'streamEntities'>,
  credentials: BackstageCredentials,
  folder: string,
): Promise<Entity[]> {
  const start = `url:${folder}`;
  const query: EntityQuery = {
    $any: [
      { [byLocation]: { $hasPrefix: start } },
      { [byOrigin]: { $hasPrefix: start } },
      // The catalog's search knows of values over 200 characters only that they are there.
      {
        $all: [
          { [byLocation]: { $exists: true } },
          { $not: { [byLocation]: { $hasPrefix: '' } } },
        ],
      },
      {
        $all: [
          { [byOrigin]: { $exists: true } },
          { $not: { [byOrigin]: { $hasPrefix: '' } } },
        ],
      },
    ],
  };
  const found: Entity[] = [];
  for await (const page of catalog.streamEntities({ query }, { credentials })) {
    found.push(...page.filter(entity => isOf(entity, folder)));
  }
  return found;
}

function isOf({ metadata }: Entity, folder: string): boolean {
  return annotations.some(annotation =>
    isWithin(urlOfLocation(metadata.annotations?.[annotation]), folder),
  );
}
