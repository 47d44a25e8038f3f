import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const kinds = [
  'API',
  'Component',
  'Domain',
  'Group',
  'Resource',
  'System',
  'User',
];

/** Without the definitions of APIs, which are long, and what templates do. */
const fields = [
  'apiVersion',
  'kind',
  'metadata',
  'relations',
  'spec.children',
  'spec.domain',
  'spec.lifecycle',
  'spec.memberOf',
  'spec.owner',
  'spec.parent',
  'spec.profile',
  'spec.system',
  'spec.type',
];

const pageSize = 500;

/**
 * Reads the entities of the kinds that views need, with the portal's own rights.
 *
 * @throws what the catalog answers
 */
export async function readEntities(
  { auth, catalog }: { auth: AuthService; catalog: CatalogService },
  signal: AbortSignal,
): Promise<Entity[]> {
  const found: Entity[] = [];
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const credentials = await auth.getOwnServiceCredentials();
    const page = await catalog.queryEntities(
      cursor
        ? { cursor, fields, limit: pageSize }
        : { filter: { kind: kinds }, fields, limit: pageSize },
      { credentials },
    );
    found.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return found;
}
