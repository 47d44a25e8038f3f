import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Forbidden, Unauthorized } from './errors.ts';

export const CRUMB_FIELD = 'Jenkins-Crumb';

/** Someone who may use the server. */
export interface Account {
  readonly id: string;
  readonly fullName: string;
  readonly apiToken: string;
  /** For those who sign in without an API token; they need a crumb to change something. */
  readonly password?: string;
}

/** Who asks. */
export interface Principal {
  readonly id: string;
  readonly fullName: string;
  readonly by: 'nobody' | 'api-token' | 'password';
}

export const NOBODY: Principal = {
  id: 'anonymous',
  fullName: 'anonymous',
  by: 'nobody',
};

/**
 * Tells who asks by HTTP Basic.
 *
 * @throws Unauthorized when name and secret do not go together
 */
export function authenticate(
  accounts: readonly Account[],
  headers: IncomingMessage['headers'],
): Principal {
  const encoded = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (encoded === undefined) return NOBODY;
  const [id = '', ...rest] = Buffer.from(encoded, 'base64')
    .toString('utf8')
    .split(':');
  const secret = rest.join(':');
  const account = accounts.find(each => each.id === id);
  const by = account && proofOf(account, secret);
  if (!account || !by)
    throw new Unauthorized(`Invalid password/token for user: ${id}`);
  return { id: account.id, fullName: account.fullName, by };
}

function proofOf(
  { apiToken, password }: Account,
  secret: string,
): 'api-token' | 'password' | undefined {
  if (same(apiToken, secret)) return 'api-token';
  return password && same(password, secret) ? 'password' : undefined;
}

/** What stands for "this came from someone who could read our answers". */
export function crumbFor(key: string, principal: Principal): string {
  return createHmac('sha256', key)
    .update(`crumb\n${principal.id}`)
    .digest('hex');
}

/** @throws Forbidden with the words of Jenkins */
export function checkCrumb(
  key: string,
  principal: Principal,
  headers: IncomingMessage['headers'],
): void {
  if (principal.by === 'api-token') return;
  const given = headers[CRUMB_FIELD.toLowerCase()];
  if (typeof given !== 'string' || !same(crumbFor(key, principal), given))
    throw new Forbidden('No valid crumb was included in the request');
}

/** Compares without telling by the time it takes how much was right. */
export function same(expected: string, given: string): boolean {
  const digest = (value: string) =>
    createHmac('sha256', 'compare').update(value).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
