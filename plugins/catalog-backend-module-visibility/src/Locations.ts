import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { catalogEntityDeletePermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

const origin = `metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`;

/** A place that was registered in the catalog. */
export interface RegisteredLocation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** What of all registered locations is somebody's. */
export class Locations {
  constructor(
    private readonly options: {
      readonly auth: AuthService;
      readonly catalog: Pick<
        CatalogService,
        | 'getEntities'
        | 'getEntityFacets'
        | 'getLocations'
        | 'removeLocationById'
      >;
      readonly permissions: PermissionsService;
    },
  ) {}

  /** Those from which something came that they may read. */
  async of(credentials: BackstageCredentials): Promise<RegisteredLocation[]> {
    const { catalog } = this.options;
    const { facets } = await catalog.getEntityFacets(
      { facets: [origin] },
      { credentials },
    );
    const origins = new Set(facets[origin]?.map(({ value }) => value));
    const { items } = await catalog.getLocations({}, await this.#own());
    return items
      .filter(location => origins.has(stringifyLocationRef(location)))
      .map(({ id, type, target }) => ({ id, type, target }));
  }

  /** Whether a place is one of those from which something came that they may read. */
  async includes(
    place: Pick<RegisteredLocation, 'type' | 'target'>,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const ref = stringifyLocationRef(place);
    const all = await this.of(credentials);
    return all.some(known => stringifyLocationRef(known) === ref);
  }

  /**
   * Removes one, if they may delete all that came from it.
   *
   * @throws as {@link Locations.assertOwned}
   */
  async remove(id: string, credentials: BackstageCredentials): Promise<void> {
    await this.assertOwned(id, credentials);
    await this.options.catalog.removeLocationById(id, await this.#own());
  }

  /**
   * Refuses a location that is not theirs: they may delete all that came from theirs.
   *
   * @throws NotFoundError when there is none of which they may read something,
   * NotAllowedError when others have a part in it
   */
  async assertOwned(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const all = await this.of(credentials);
    const location = all.find(known => known.id === id);
    if (!location) {
      throw new NotFoundError(`Found no location with ID ${id}`);
    }
    if (!(await this.#mayDeleteAllOf(location, credentials))) {
      throw new NotAllowedError(
        'This location told of entities that are not yours to delete; ask a platform engineer to change or unregister it',
      );
    }
  }

  /** The entities of kind Location are the catalog's own record, and belong to nobody. */
  async #mayDeleteAllOf(
    location: RegisteredLocation,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const { catalog, permissions } = this.options;
    const { items } = await catalog.getEntities(
      {
        filter: { [origin]: stringifyLocationRef(location) },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      },
      await this.#own(),
    );
    const decisions = await permissions.authorize(
      items
        .filter(({ kind }) => kind !== 'Location')
        .map(entity => ({
          permission: catalogEntityDeletePermission,
          resourceRef: stringifyEntityRef(entity),
        })),
      { credentials },
    );
    return (
      decisions.length > 0 &&
      decisions.every(({ result }) => result === AuthorizeResult.ALLOW)
    );
  }

  async #own(): Promise<{ credentials: BackstageCredentials }> {
    return { credentials: await this.options.auth.getOwnServiceCredentials() };
  }
}
