import { contains } from './memberships.ts';
import type {
  Group,
  GroupAttributes,
  People,
  User,
  UserAttributes,
} from './model.ts';

/** Why a change was refused, and which attribute is to blame. */
export class RefusedChange extends Error {
  readonly reason: 'uniqueness' | 'invalidValue' | 'notFound';

  constructor(reason: RefusedChange['reason'], message: string) {
    super(message);
    this.name = 'RefusedChange';
    this.reason = reason;
  }
}

/** The part of a record that the store sets. */
export interface Stamp {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly now: string;
}

/** @throws RefusedChange when the user name is taken, whatever its case */
export function putUser(
  people: People,
  attributes: UserAttributes,
  stamp: Stamp,
): People {
  const wanted = attributes.userName.toLowerCase();
  const taken = people.users.some(
    user => user.id !== stamp.id && user.userName.toLowerCase() === wanted,
  );
  if (taken) {
    throw new RefusedChange(
      'uniqueness',
      `userName: "${attributes.userName}" is taken by another person`,
    );
  }
  return {
    ...people,
    users: put(people.users, { ...attributes, ...dated(people.users, stamp) }),
  };
}

/**
 * @throws RefusedChange when the name is taken, a member does not exist, or the group
 * would contain itself
 */
export function putGroup(
  people: People,
  attributes: GroupAttributes,
  stamp: Stamp,
): People {
  const wanted = attributes.displayName.toLowerCase();
  const taken = people.groups.some(
    group =>
      group.id !== stamp.id && group.displayName.toLowerCase() === wanted,
  );
  if (taken) {
    throw new RefusedChange(
      'uniqueness',
      `displayName: "${attributes.displayName}" is taken by another group`,
    );
  }
  const members = attributes.members.map((member, index) =>
    resolveMember(people, stamp.id, member, `members[${index}]`),
  );
  const unique = members.filter(
    (member, index) =>
      members.findIndex(other => other.value === member.value) === index,
  );
  const group: Group = {
    ...attributes,
    members: unique,
    ...dated(people.groups, stamp),
  };
  return { ...people, groups: put(people.groups, group) };
}

/** @throws RefusedChange when there is no such person */
export function removeUser(people: People, id: string): People {
  found(people.users, id, 'person');
  return {
    users: people.users.filter(user => user.id !== id),
    groups: withoutMember(people.groups, id),
  };
}

/** @throws RefusedChange when there is no such group */
export function removeGroup(people: People, id: string): People {
  found(people.groups, id, 'group');
  return {
    ...people,
    groups: withoutMember(
      people.groups.filter(group => group.id !== id),
      id,
    ),
  };
}

/** Ids of those who could sign in before and cannot now. */
export function whoLeft(before: People, after: People): string[] {
  const active = new Set(
    after.users.filter(user => user.active).map(user => user.id),
  );
  return before.users
    .filter(user => user.active && !active.has(user.id))
    .map(user => user.id);
}

/** @throws RefusedChange when there is none with that id */
export function found<T extends { id: string }>(
  records: readonly T[],
  id: string,
  what: 'person' | 'group',
): T {
  const record = records.find(candidate => candidate.id === id);
  if (!record)
    throw new RefusedChange('notFound', `There is no ${what} with id "${id}"`);
  return record;
}

function resolveMember(
  people: People,
  groupId: string,
  member: GroupAttributes['members'][number],
  field: string,
): Group['members'][number] {
  const isUser = people.users.some(user => user.id === member.value);
  const isGroup = people.groups.some(group => group.id === member.value);
  const type = isUser ? 'User' : 'Group';
  if (!isUser && !isGroup && member.value !== groupId) {
    throw new RefusedChange(
      'invalidValue',
      `${field}.value: there is no person or group with id "${member.value}"`,
    );
  }
  if (member.type && member.type !== type) {
    throw new RefusedChange(
      'invalidValue',
      `${field}.type: "${member.value}" is a ${type}`,
    );
  }
  if (member.value === groupId || contains(people, member.value, groupId)) {
    throw new RefusedChange(
      'invalidValue',
      `${field}.value: the group would become a member of itself`,
    );
  }
  return { value: member.value, type };
}

function dated(
  records: readonly (User | Group)[],
  { id, now }: Stamp,
): { id: string; created: string; lastModified: string } {
  const created = records.find(record => record.id === id)?.created ?? now;
  return { id, created, lastModified: now };
}

function put<T extends { id: string }>(records: readonly T[], record: T): T[] {
  return records.some(known => known.id === record.id)
    ? records.map(known => (known.id === record.id ? record : known))
    : [...records, record];
}

function withoutMember(groups: readonly Group[], id: string): Group[] {
  return groups.map(group =>
    group.members.some(member => member.value === id)
      ? {
          ...group,
          members: group.members.filter(member => member.value !== id),
        }
      : group,
  );
}
