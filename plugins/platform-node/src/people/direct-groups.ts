import { RELATION_MEMBER_OF, type Entity } from '@backstage/catalog-model';

/**
 * Groups that a person is in directly. Those that contain them are left out: a member of
 * a team is no lead of what the team belongs to.
 */
export function directGroups(user: Entity | undefined): string[] {
  const refs = (user?.relations ?? [])
    .filter(({ type }) => type === RELATION_MEMBER_OF)
    .map(({ targetRef }) => targetRef)
    .filter(ref => ref.startsWith('group:'));
  return [...new Set(refs)];
}
