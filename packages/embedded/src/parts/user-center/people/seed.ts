import { randomUUID } from 'node:crypto';
import type { Group, People, User } from './model.ts';

const persons = [
  ['lin.wei', 'Lin Wei', 'Developer'],
  ['mei.chen', 'Mei Chen', 'Developer'],
  ['omar.haddad', 'Omar Haddad', 'Developer'],
  ['anna.kowalska', 'Anna Kowalska', 'Developer'],
  ['zhao.min', 'Zhao Min', 'Team lead'],
  ['sofia.rossi', 'Sofia Rossi', 'Platform engineer'],
  ['newcomer', 'Noor Khan', 'New colleague'],
] as const;

type UserName = (typeof persons)[number][0];

const teams = {
  shop: ['lin.wei', 'mei.chen', 'zhao.min'],
  payments: ['omar.haddad', 'anna.kowalska', 'zhao.min'],
  commerce: ['zhao.min'],
  'platform-engineers': ['sofia.rossi'],
} satisfies Record<string, readonly UserName[]>;

const nested = { commerce: ['shop', 'payments'] } as const;

/**
 * The people that an instance starts with: developers of two teams, the lead of both,
 * a platform engineer, and someone without a team.
 *
 * @param now - ISO 8601, UTC
 */
export function samplePeople(now: string): People {
  const stamp = { created: now, lastModified: now };
  const users = persons.map(
    ([userName, displayName, title]): User => ({
      id: randomUUID(),
      userName,
      displayName,
      name: { formatted: displayName },
      title,
      emails: [
        { value: `${userName}@example.com`, type: 'work', primary: true },
      ],
      active: true,
      ...stamp,
    }),
  );
  const userIds = new Map(users.map(user => [user.userName, user.id]));
  const groups = Object.entries(teams).map(
    ([displayName, userNames]): Group => ({
      id: randomUUID(),
      displayName,
      members: members('User', userNames, userIds),
      ...stamp,
    }),
  );
  const groupIds = new Map(groups.map(group => [group.displayName, group.id]));
  for (const group of groups) {
    if (group.displayName !== 'commerce') continue;
    group.members.push(...members('Group', nested.commerce, groupIds));
  }
  return { users, groups };
}

function members(
  type: 'User' | 'Group',
  names: readonly string[],
  ids: ReadonlyMap<string, string>,
): Group['members'] {
  return names.flatMap(name => {
    const value = ids.get(name);
    return value ? [{ value, type }] : [];
  });
}
