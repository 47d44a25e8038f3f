import {
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** Reads groups by reference; those that do not exist are undefined. */
export type ReadGroups = (
  refs: string[],
) => Promise<readonly (Entity | undefined)[]>;

/**
 * What a person owns things through: themselves, their groups, and every group that
 * contains one of these, as user centers nest groups. Cycles do no harm.
 */
export async function ownershipRefs(
  user: Entity,
  readGroups: ReadGroups,
): Promise<string[]> {
  const found = new Set<string>();
  let next = groupsBy(user, RELATION_MEMBER_OF);
  while (next.length > 0) {
    next.forEach(ref => found.add(ref));
    const groups = await readGroups(next);
    const parents = groups.flatMap(group =>
      group ? groupsBy(group, RELATION_CHILD_OF) : [],
    );
    next = [...new Set(parents)].filter(ref => !found.has(ref));
  }
  return [stringifyEntityRef(user), ...found];
}

function groupsBy(entity: Entity, relation: string): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => targetRef)
    .filter(ref => parseEntityRef(ref).kind.toLowerCase() === 'group');
}
