import type { Teams } from '@pilothouse/plugin-platform-common';
import { directGroups } from '@pilothouse/plugin-platform-node';
import type { CatalogReader } from '../../catalog/CatalogReader';

/** What the catalog tells of a person's teams; that it is silent is not that there are none. */
export function teamsOf(
  userEntityRef: string,
  catalog: Pick<CatalogReader, 'entity' | 'knowledge'>,
): Teams {
  const user = catalog.entity(userEntityRef.toLowerCase());
  if (user) {
    return { kind: 'listed', groups: directGroups(user) };
  }
  return catalog.knowledge().kind === 'pending'
    ? { kind: 'not-read-yet' }
    : { kind: 'not-listed' };
}
