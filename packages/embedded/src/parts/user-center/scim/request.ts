import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readBody } from '../http/body.ts';
import { ScimError } from './error.ts';

const BODY_LIMIT = 1024 * 1024;

/** Whether the request carries the bearer token (RFC 6750); takes the same time for any. */
export function hasToken(request: IncomingMessage, token: string): boolean {
  const given =
    /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

/** @throws ScimError 400 or 415, BodyTooLarge */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(scim\+)?json\s*(;|$)/i.test(type)) {
    throw new ScimError(
      415,
      'Content-Type: must be application/scim+json or application/json',
    );
  }
  const text = await readBody(request, BODY_LIMIT);
  try {
    return JSON.parse(text);
  } catch {
    throw new ScimError(400, 'The body is not JSON', 'invalidSyntax');
  }
}

/** Whether an `If-Match` or `If-None-Match` header names the version (RFC 9110, section 13.1). */
export function matches(header: string, version: string | undefined): boolean {
  const tags = header.split(',').map(tag => tag.trim());
  return (
    tags.includes('*') || (version !== undefined && tags.includes(version))
  );
}

/** A segment of a path, decoded where it can be. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
