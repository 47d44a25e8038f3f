import type { Group, People } from './model.ts';

/** A group that someone belongs to; indirect when it only contains a group of theirs. */
export interface Membership {
  readonly group: Group;
  readonly type: 'direct' | 'indirect';
}

/** Groups that have this person or group as a member, by display name. */
export function directGroups(people: People, id: string): Group[] {
  return people.groups
    .filter(group => group.members.some(member => member.value === id))
    .sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}

/**
 * Direct groups first, then the groups around them (RFC 7643, section 4.1.2, `groups`).
 * A group that is both counts as direct.
 */
export function memberships(people: People, id: string): Membership[] {
  const direct = directGroups(people, id);
  const seen = new Set(direct.map(group => group.id));
  const found: Membership[] = direct.map(group => ({ group, type: 'direct' }));
  const queue = [...direct];
  for (let inner = queue.shift(); inner; inner = queue.shift()) {
    for (const group of directGroups(people, inner.id)) {
      if (seen.has(group.id)) continue;
      seen.add(group.id);
      found.push({ group, type: 'indirect' });
      queue.push(group);
    }
  }
  return found;
}

/** Whether `outer` contains `inner`, at any depth. */
export function contains(
  people: People,
  outer: string,
  inner: string,
): boolean {
  return memberships(people, inner).some(({ group }) => group.id === outer);
}
