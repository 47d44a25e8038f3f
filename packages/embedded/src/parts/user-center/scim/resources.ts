import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  found,
  putGroup,
  putUser,
  removeGroup,
  removeUser,
  type Stamp,
} from '../people/changes.ts';
import { memberships } from '../people/memberships.ts';
import {
  type Group,
  groupAttributesSchema,
  nameOf,
  type People,
  type User,
  userAttributesSchema,
} from '../people/model.ts';
import { ScimError } from './error.ts';
import type { Values } from './patch.ts';
import {
  canonicalNames,
  groupSchema,
  type Schema,
  userSchema,
} from './schemas.ts';

/** A kind of resource: how it travels, and how it changes the people. */
export interface ResourceKind {
  readonly endpoint: string;
  readonly schema: Schema;
  list(people: People, baseUrl: string): Values[];
  /** @throws RefusedChange when there is none */
  get(people: People, id: string, baseUrl: string): Values;
  /** The part of the resource that PATCH may change. */
  attributes(people: People, id: string): Values;
  /** @throws ScimError naming the field, RefusedChange */
  put(people: People, body: unknown, stamp: Stamp): People;
  /** @throws RefusedChange when there is none */
  remove(people: People, id: string): People;
}

const users: ResourceKind = {
  endpoint: '/Users',
  schema: userSchema,
  list: (people, baseUrl) =>
    people.users.map(user => userResource(people, user, baseUrl)),
  get: (people, id, baseUrl) =>
    userResource(people, found(people.users, id, 'person'), baseUrl),
  attributes: (people, id) => withoutRecord(found(people.users, id, 'person')),
  put: (people, body, stamp) =>
    putUser(people, parseBody(userAttributesSchema, userSchema, body), stamp),
  remove: removeUser,
};

const groups: ResourceKind = {
  endpoint: '/Groups',
  schema: groupSchema,
  list: (people, baseUrl) =>
    people.groups.map(group => groupResource(people, group, baseUrl)),
  get: (people, id, baseUrl) =>
    groupResource(people, found(people.groups, id, 'group'), baseUrl),
  attributes: (people, id) => withoutRecord(found(people.groups, id, 'group')),
  put: (people, body, stamp) =>
    putGroup(
      people,
      parseBody(groupAttributesSchema, groupSchema, body),
      stamp,
    ),
  remove: removeGroup,
};

/** By name of the endpoint. */
export const resourceKinds: ReadonlyMap<string, ResourceKind> = new Map([
  ['Users', users],
  ['Groups', groups],
]);

function userResource(people: People, user: User, baseUrl: string): Values {
  const groupsOfUser = memberships(people, user.id).map(({ group, type }) => ({
    value: group.id,
    $ref: `${baseUrl}/Groups/${group.id}`,
    display: group.displayName,
    type,
  }));
  const body = {
    ...withoutRecord(user),
    displayName: nameOf(user),
    groups: groupsOfUser,
  };
  return resource(userSchema, user, `${baseUrl}/Users/${user.id}`, body);
}

function groupResource(people: People, group: Group, baseUrl: string): Values {
  const members = group.members.map(({ value, type }) => ({
    value,
    $ref: `${baseUrl}/${type}s/${value}`,
    type,
    display: displayOf(people, value),
  }));
  const body = { ...withoutRecord(group), members };
  return resource(groupSchema, group, `${baseUrl}/Groups/${group.id}`, body);
}

function displayOf(people: People, id: string): string | undefined {
  const user = people.users.find(candidate => candidate.id === id);
  return user
    ? nameOf(user)
    : people.groups.find(group => group.id === id)?.displayName;
}

function resource(
  schema: Schema,
  { id, created, lastModified }: User | Group,
  location: string,
  body: Values,
): Values {
  const digest = createHash('sha256').update(
    JSON.stringify([lastModified, body]),
  );
  const version = `W/"${digest.digest('base64url').slice(0, 16)}"`;
  const meta = {
    resourceType: schema.name,
    created,
    lastModified,
    location,
    version,
  };
  return { schemas: [schema.id], id, ...body, meta };
}

function withoutRecord(record: User | Group): Values {
  const {
    id: _id,
    created: _created,
    lastModified: _modified,
    ...attributes
  } = record;
  return attributes;
}

function parseBody<T>(type: z.ZodType<T>, schema: Schema, body: unknown): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ScimError(400, 'The body must be an object', 'invalidSyntax');
  }
  const result = type.safeParse(dropNulls(canonicalNames(schema, body)));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ScimError(
    400,
    `${issue?.path.join('.')}: ${issue?.message}`,
    'invalidValue',
  );
}

/** In SCIM an attribute that is null is one that is not there (RFC 7643, section 2.5). */
function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([, content]) => content !== null,
  );
  return Object.fromEntries(
    entries.map(([key, content]) => [key, dropNulls(content)]),
  );
}
