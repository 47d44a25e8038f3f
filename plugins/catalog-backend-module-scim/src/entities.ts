import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type GroupEntity,
  type UserEntity,
} from '@backstage/catalog-model';
import { nameAll } from './names';
import { withoutCycles } from './nesting';
import type { Directory, ScimGroup, ScimUser } from './resources';

/** Names the section of the configuration that an entity came through. */
export const sourceAnnotation = 'pilothouse.dev/scim-source';

/** Where entities go and where they come from. */
export interface Destination {
  /** Name of the section of the configuration. */
  readonly name: string;
  /** Base URL of the user center. */
  readonly url: string;
  readonly namespace: string;
}

/** What the catalog is told, and what was left out of it with the reason. */
export interface DirectoryEntities {
  readonly users: readonly UserEntity[];
  readonly groups: readonly GroupEntity[];
  readonly problems: readonly string[];
}

/** People who are active, and groups with their nesting, as entities of the catalog. */
export function toEntities(
  directory: Directory,
  destination: Destination,
): DirectoryEntities {
  const active = directory.users.filter(user => user.active !== false);
  const people = nameAll(
    'Person',
    active.map(({ id, userName }) => ({ id, called: userName })),
  );
  const teams = nameAll(
    'Group',
    directory.groups.map(({ id, displayName }) => ({
      id,
      called: displayName,
    })),
  );
  const nesting = withoutCycles(childrenByName(directory.groups, teams.names));
  const memberOf = groupsByUser(active, directory.groups, teams.names);
  const users = active.flatMap(user => {
    const name = people.names.get(user.id);
    const groups = [...(memberOf.get(user.id) ?? [])].sort();
    return name ? [userEntity(user, name, groups, destination)] : [];
  });
  const groups = directory.groups.flatMap(group => {
    const name = teams.names.get(group.id);
    const children = name ? nesting.children.get(name) ?? [] : [];
    return name
      ? [groupEntity(group, name, children, nesting.children, destination)]
      : [];
  });
  return {
    users: users.sort(byName),
    groups: groups.sort(byName),
    problems: [...people.problems, ...teams.problems, ...nesting.problems],
  };
}

function childrenByName(
  groups: readonly ScimGroup[],
  names: ReadonlyMap<string, string>,
): Map<string, string[]> {
  return new Map(
    groups.flatMap(({ id, members }) => {
      const name = names.get(id);
      const inside = (members ?? []).flatMap(
        ({ value }) => names.get(value) ?? [],
      );
      return name ? [[name, inside] as const] : [];
    }),
  );
}

/** Groups tell their members; where one does not, its members tell it. */
function groupsByUser(
  users: readonly ScimUser[],
  groups: readonly ScimGroup[],
  names: ReadonlyMap<string, string>,
): Map<string, Set<string>> {
  const found = new Map(users.map(({ id }) => [id, new Set<string>()]));
  const silent = new Set<string>();
  for (const { id, members } of groups) {
    const name = names.get(id);
    if (!members) {
      silent.add(id);
    }
    if (name) {
      members?.forEach(({ value }) => found.get(value)?.add(name));
    }
  }
  for (const user of users) {
    for (const { value, type } of user.groups ?? []) {
      const name = names.get(value);
      if (name && silent.has(value) && type !== 'indirect') {
        found.get(user.id)?.add(name);
      }
    }
  }
  return found;
}

function userEntity(
  user: ScimUser,
  name: string,
  memberOf: string[],
  destination: Destination,
): UserEntity {
  const email = (
    user.emails?.find(({ primary }) => primary) ?? user.emails?.[0]
  )?.value;
  const picture = user.photos?.[0]?.value;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      namespace: destination.namespace,
      ...(user.title && { description: user.title }),
      annotations: annotations(destination, `Users/${user.id}`),
    },
    spec: {
      profile: {
        displayName: displayNameOf(user),
        ...(email && { email }),
        ...(picture && { picture }),
      },
      memberOf,
    },
  };
}

function displayNameOf({ displayName, name, userName }: ScimUser): string {
  const parts = [name?.givenName, name?.familyName].filter(Boolean).join(' ');
  return displayName || name?.formatted || parts || userName;
}

function groupEntity(
  group: ScimGroup,
  name: string,
  children: readonly string[],
  nesting: ReadonlyMap<string, readonly string[]>,
  destination: Destination,
): GroupEntity {
  // An entity has room for one parent; of several, each names this one as its child.
  const [parent, ...others] = [...nesting]
    .filter(([, inside]) => inside.includes(name))
    .map(([above]) => above);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name,
      namespace: destination.namespace,
      annotations: annotations(destination, `Groups/${group.id}`),
    },
    spec: {
      type: 'team',
      profile: { displayName: group.displayName },
      ...(parent && others.length === 0 && { parent }),
      children: [...children],
    },
  };
}

function annotations({ name, url }: Destination, path: string) {
  const location = `url:${url}/${path}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
    [sourceAnnotation]: name,
  };
}

function byName(
  a: UserEntity | GroupEntity,
  b: UserEntity | GroupEntity,
): number {
  return a.metadata.name < b.metadata.name ? -1 : 1;
}
