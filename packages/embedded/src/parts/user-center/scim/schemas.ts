export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** An attribute as `/Schemas` shows it (RFC 7643, section 7). */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'complex' | 'dateTime' | 'reference';
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite';
  readonly returned: 'default' | 'always';
  readonly uniqueness: 'none' | 'server';
  readonly description: string;
  readonly subAttributes?: readonly Attribute[];
}

export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

function attribute(
  name: string,
  description: string,
  rest: Partial<Attribute> = {},
): Attribute {
  return {
    name,
    type: rest.subAttributes ? 'complex' : 'string',
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    description,
    ...rest,
  };
}

const readOnly = { mutability: 'readOnly' } as const;

/** Attributes of every resource (RFC 7643, section 3.1). */
const common: readonly Attribute[] = [
  attribute('schemas', 'Schemas of the resource', {
    multiValued: true,
    ...readOnly,
  }),
  attribute('id', 'Identifier, also the subject of ID tokens', {
    caseExact: true,
    returned: 'always',
    uniqueness: 'server',
    ...readOnly,
  }),
  attribute('meta', 'Metadata', {
    ...readOnly,
    subAttributes: [
      attribute('resourceType', 'Kind of the resource', readOnly),
      attribute('created', 'When it was made', {
        type: 'dateTime',
        ...readOnly,
      }),
      attribute('lastModified', 'When it was changed', {
        type: 'dateTime',
        ...readOnly,
      }),
      attribute('location', 'Address', { caseExact: true, ...readOnly }),
      attribute('version', 'Entity tag', { caseExact: true, ...readOnly }),
    ],
  }),
];

const externalId = attribute('externalId', "The client's identifier", {
  caseExact: true,
});

const member = (description: string, rest: Partial<Attribute>) =>
  attribute(rest.name ?? '', description, {
    multiValued: true,
    subAttributes: [
      attribute('value', 'Identifier', { caseExact: true }),
      attribute('$ref', 'Address', {
        type: 'reference',
        caseExact: true,
        ...readOnly,
      }),
      attribute('display', 'Name', readOnly),
      attribute('type', 'Kind'),
    ],
    ...rest,
  });

export const userSchema: Schema = {
  id: USER_SCHEMA,
  name: 'User',
  description: 'A person who can sign in',
  attributes: [
    attribute('userName', 'Name to sign in with', {
      required: true,
      uniqueness: 'server',
    }),
    externalId,
    attribute('name', 'Parts of the name', {
      subAttributes: [
        attribute('formatted', 'Full name'),
        attribute('givenName', 'Given name'),
        attribute('familyName', 'Family name'),
      ],
    }),
    attribute('displayName', 'Name that people read'),
    attribute('title', 'Role in the company'),
    attribute('emails', 'Mail addresses', {
      multiValued: true,
      subAttributes: [
        attribute('value', 'Address'),
        attribute('type', 'Kind, for example work'),
        attribute('primary', 'Whether it is the preferred one', {
          type: 'boolean',
        }),
      ],
    }),
    attribute('active', 'Whether the person can sign in', { type: 'boolean' }),
    member('Groups of the person, direct and indirect', {
      name: 'groups',
      ...readOnly,
    }),
  ],
};

export const groupSchema: Schema = {
  id: GROUP_SCHEMA,
  name: 'Group',
  description: 'A group of people and of groups',
  attributes: [
    attribute('displayName', 'Name of the group', {
      required: true,
      uniqueness: 'server',
    }),
    externalId,
    member('People and groups in the group', { name: 'members' }),
  ],
};

/**
 * Finds an attribute by its name in any case (RFC 7643, section 2.1).
 *
 * @param path - `attribute` or `attribute.subAttribute`, with or without the schema's URN
 * @returns the attributes from the outer to the inner one, or undefined when unknown
 */
export function resolveAttribute(
  schema: Schema,
  path: string,
): Attribute[] | undefined {
  const prefix = `${schema.id}:`;
  const local = path.toLowerCase().startsWith(prefix.toLowerCase())
    ? path.slice(prefix.length)
    : path;
  const resolved: Attribute[] = [];
  let candidates: readonly Attribute[] = [...common, ...schema.attributes];
  for (const part of local.split('.')) {
    const match = candidates.find(
      ({ name }) => name.toLowerCase() === part.toLowerCase(),
    );
    if (!match) return undefined;
    resolved.push(match);
    candidates = match.subAttributes ?? [];
  }
  return resolved;
}

/** Writes known attribute names as the schema does, at every depth; others stay. */
export function canonicalNames(
  schema: Schema,
  value: unknown,
  prefix = '',
): unknown {
  if (Array.isArray(value))
    return value.map(item => canonicalNames(schema, item, prefix));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, content]) => {
      const path = prefix + key;
      const name = resolveAttribute(schema, path)?.at(-1)?.name;
      return [
        name ?? key,
        name ? canonicalNames(schema, content, `${path}.`) : content,
      ];
    }),
  );
}
