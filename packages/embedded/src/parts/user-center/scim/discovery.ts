import { MAX_RESULTS } from './list.ts';
import type { Values } from './patch.ts';
import { groupSchema, type Schema, userSchema } from './schemas.ts';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0';

/**
 * What the service tells about itself (RFC 7644, section 4).
 *
 * @returns the resource or the list, or undefined when there is none of that name
 */
export function discovery(
  endpoint: string,
  id: string | undefined,
  baseUrl: string,
) {
  switch (endpoint) {
    case 'ServiceProviderConfig':
      return id === undefined ? serviceProviderConfig(baseUrl) : undefined;
    case 'ResourceTypes':
      return oneOrAll(
        [userSchema, groupSchema].map(schema => resourceType(schema, baseUrl)),
        id,
      );
    case 'Schemas':
      return oneOrAll(
        [userSchema, groupSchema].map(schema => describe(schema, baseUrl)),
        id,
      );
    default:
      return undefined;
  }
}

function oneOrAll(all: Values[], id: string | undefined): Values | undefined {
  if (id !== undefined) return all.find(item => item.id === id);
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: all.length,
    startIndex: 1,
    itemsPerPage: all.length,
    Resources: all,
  };
}

function serviceProviderConfig(baseUrl: string): Values {
  return {
    schemas: [`${CORE}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: MAX_RESULTS },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'The token in the file scim-token of the state folder',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: {
      resourceType: 'ServiceProviderConfig',
      location: `${baseUrl}/ServiceProviderConfig`,
    },
  };
}

function resourceType(
  { id, name, description }: Schema,
  baseUrl: string,
): Values {
  return {
    schemas: [`${CORE}:ResourceType`],
    id: name,
    name,
    endpoint: `/${name}s`,
    description,
    schema: id,
    meta: {
      resourceType: 'ResourceType',
      location: `${baseUrl}/ResourceTypes/${name}`,
    },
  };
}

function describe(schema: Schema, baseUrl: string): Values {
  return {
    schemas: [`${CORE}:Schema`],
    ...schema,
    meta: {
      resourceType: 'Schema',
      location: `${baseUrl}/Schemas/${schema.id}`,
    },
  };
}
