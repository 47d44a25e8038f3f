import type {
  AuthService,
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { NotAllowedError, ResponseError } from '@backstage/errors';
import {
  catalogEntityReadPermission,
  catalogLocationCreatePermission,
} from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';

type Location = Awaited<ReturnType<CatalogService['addLocation']>>['location'];

/** What somebody would find of a location if it was registered. */
export interface Finding {
  readonly location: Location;
  readonly entities: readonly Entity[];
}

/** Reads a location before it is registered, and tells of it what somebody would find. */
export class Findings {
  constructor(
    private readonly options: {
      readonly auth: AuthService;
      readonly catalog: Pick<CatalogService, 'addLocation'>;
      readonly permissions: PermissionsService;
      readonly permissionsRegistry: PermissionsRegistryService;
    },
  ) {}

  /**
   * What somebody would find of a location.
   *
   * @throws NotAllowedError when they may register nothing, or would find nothing of it,
   * which does not tell a file of others from one that is not there
   */
  async in(
    place: { readonly type: string; readonly target: string },
    credentials: BackstageCredentials,
  ): Promise<Finding> {
    const { auth, catalog, permissions, permissionsRegistry } = this.options;
    const [creation] = await permissions.authorize(
      [{ permission: catalogLocationCreatePermission }],
      { credentials },
    );
    if (creation?.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError('You may not register anything in the catalog');
    }
    const [decision] = await permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    const meets = createConditionAuthorizer(
      permissionsRegistry.getPermissionRuleset(
        catalogEntityPermissionResourceRef,
      ),
    );
    const own = { credentials: await auth.getOwnServiceCredentials() };
    try {
      const { location, entities } = await catalog.addLocation(
        { ...place, dryRun: true },
        own,
      );
      const found = entities.filter(
        entity => decision && meets(decision, owned(entity)),
      );
      if (found.length > 0) return { location, entities: found };
    } catch (error) {
      const isRefusal =
        error instanceof ResponseError && error.statusCode < 500;
      if (!isRefusal) throw error;
    }
    throw new NotAllowedError(
      `Nothing that you would find comes from ${place.target}. Register a file that the portal can read, whose entities are all valid, and of which at least one is owned by you or a group of yours`,
    );
  }
}

/** An entity gets its relations only when it is in the catalog; the rules look at who owns it. */
function owned(entity: Entity): Entity {
  const { owner } = entity.spec ?? {};
  if (typeof owner !== 'string') return entity;
  const { namespace = DEFAULT_NAMESPACE } = entity.metadata;
  const ref = parseEntityRef(owner, {
    defaultKind: 'Group',
    defaultNamespace: namespace,
  });
  const relation = {
    type: RELATION_OWNED_BY,
    targetRef: stringifyEntityRef(ref),
  };
  return { ...entity, relations: [relation] };
}
