import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { LRUCache } from 'lru-cache';
import { Believed } from '../permissions';
import type { CatalogReader } from './CatalogReader';

/** The catalog as somebody sees it. */
export interface VisibleCatalog extends CatalogReader {
  /** The same for all who see the same for the same reason, so that they can share. */
  readonly key: string;
}

const satisfies = createConditionAuthorizer<Entity, unknown>(
  Object.values(permissionRules),
);
/** As many as people who see different things. */
const maxViews = 2_000;

/**
 * Makes readers of the catalog for people, by the permission that the catalog itself asks
 * for, or another one about its entities, and the catalog's own rules. What the permission
 * backend decided is believed for a while.
 *
 * @returns a function that throws what the permission backend does when it cannot say
 */
export function visibleCatalogs(
  reader: CatalogReader,
  permissions: PermissionsService,
  permission: ResourcePermission<'catalog-entity'> = catalogEntityReadPermission,
): (credentials: BackstageCredentials) => Promise<VisibleCatalog> {
  const byDecision = new LRUCache<string, VisibleCatalog>({ max: maxViews });
  const believed = new Believed<PolicyDecision>();

  return async credentials => {
    const decision = await believed.of(credentials, () =>
      decide(permissions, permission, credentials),
    );
    const key = JSON.stringify(decision);
    const visible = byDecision.get(key) ?? view(reader, decision, key);
    byDecision.set(key, visible);
    return visible;
  };
}

async function decide(
  permissions: PermissionsService,
  permission: ResourcePermission<'catalog-entity'>,
  credentials: BackstageCredentials,
): Promise<PolicyDecision> {
  const [decision] = await permissions.authorizeConditional([{ permission }], {
    credentials,
  });
  return decision ?? { result: AuthorizeResult.DENY };
}

function view(
  reader: CatalogReader,
  decision: PolicyDecision,
  key: string,
): VisibleCatalog {
  const sees = (entity: Entity) => satisfies(decision, entity);
  const seen = new Map<string, { all: readonly Entity[]; some: Entity[] }>();
  return {
    key,
    knowledge: () => reader.knowledge(),
    entities(kind) {
      const all = reader.entities(kind);
      const known = seen.get(kind);
      if (known?.all === all) {
        return known.some;
      }
      const some = all.filter(sees);
      seen.set(kind, { all, some });
      return some;
    },
    entity(ref) {
      const entity = reader.entity(ref);
      return entity && sees(entity) ? entity : undefined;
    },
    subscribe: listener => reader.subscribe(listener),
  };
}
