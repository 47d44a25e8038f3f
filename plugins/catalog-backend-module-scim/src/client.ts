import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import type { z } from 'zod';
import type { ScimConfig } from './config';
import {
  pageSchema,
  scimGroupSchema,
  scimUserSchema,
  type Directory,
} from './resources';

type Source = Pick<
  ScimConfig,
  'url' | 'token' | 'pageSize' | 'requestTimeoutMs'
>;

/**
 * Reads all people and groups.
 *
 * @throws an error that names the address, and the field where an answer is not valid;
 *   also when a list turns out incomplete. Nothing partial is ever returned.
 */
export async function readDirectory(
  source: Source,
  signal: AbortSignal,
): Promise<Directory> {
  const users = await readAll(source, 'Users', scimUserSchema, signal);
  const groups = await readAll(source, 'Groups', scimGroupSchema, signal);
  return { users, groups };
}

async function readAll<T extends { id: string }>(
  source: Source,
  endpoint: 'Users' | 'Groups',
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T[]> {
  const found = new Map<string, T>();
  let received = 0;
  for (;;) {
    const url = `${source.url}/${endpoint}?startIndex=${received + 1}&count=${
      source.pageSize
    }`;
    const page = await readPage(url, source, schema, signal);
    page.Resources.forEach(resource => found.set(resource.id, resource));
    received += page.Resources.length;
    if (received >= page.totalResults || page.Resources.length === 0) {
      if (found.size < page.totalResults) {
        throw new ServiceUnavailableError(
          `${source.url}/${endpoint} told of ${page.totalResults} but sent ${found.size}; the list changed while it was read, or its paging is broken`,
        );
      }
      return [...found.values()];
    }
  }
}

async function readPage<T>(
  url: string,
  { token, requestTimeoutMs }: Source,
  schema: z.ZodType<T>,
  signal: AbortSignal,
) {
  const response = await fetch(url, {
    headers: {
      accept: 'application/scim+json, application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    // A token must not follow to wherever an answer points.
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]),
  }).catch(error => {
    throw new ServiceUnavailableError(`${url} does not answer`, error);
  });
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  const body: unknown = await response.json().catch(error => {
    throw new ServiceUnavailableError(`${url} did not answer with JSON`, error);
  });
  const page = pageSchema(schema).safeParse(body);
  if (!page.success) {
    const [issue] = page.error.issues;
    throw new ServiceUnavailableError(
      `${url} sent an answer that is not valid: ${issue?.path.join('.')}: ${
        issue?.message
      }`,
    );
  }
  return page.data;
}
