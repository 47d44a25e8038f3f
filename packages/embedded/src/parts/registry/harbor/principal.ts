import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { unauthorized } from './errors.ts';
import type { HarborState, Robot } from './state.ts';

/** One of the platform's own accounts. */
export interface Account {
  readonly name: string;
  readonly password: string;
  /** `push` is pulls and pushes in every project, without managing or deleting. */
  readonly may: 'everything' | 'push' | 'pull';
  readonly makesProjects: boolean;
}

/** Who asks. */
export type Principal =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'robot'; readonly robot: Robot };

/** What a secret is recognized by; it does not tell the secret. */
export function proofOf(secret: string): Robot['proof'] {
  const salt = randomBytes(16).toString('base64url');
  return { salt, hash: hashOf(salt, secret) };
}

/**
 * Tells who asks by HTTP Basic.
 *
 * @throws HarborError 401 when name and secret do not go together
 */
export function authenticate(
  authorization: string | undefined,
  accounts: readonly Account[],
  state: Pick<HarborState, 'robots'>,
  now: Date,
): Principal {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return { kind: 'nobody' };
  const [name = '', ...rest] = Buffer.from(encoded, 'base64')
    .toString('utf8')
    .split(':');
  const secret = rest.join(':');
  const account = accounts.find(each => each.name === name);
  if (account && same(hashOf('', account.password), hashOf('', secret)))
    return { kind: 'account', account };
  const robot = state.robots.find(each => each.name === name);
  if (robot && isValid(robot, secret, now)) return { kind: 'robot', robot };
  throw unauthorized();
}

/** What to call somebody in a token or a project's owner. */
export function nameOf(principal: Principal): string {
  switch (principal.kind) {
    case 'account':
      return principal.account.name;
    case 'robot':
      return principal.robot.name;
    default:
      return '';
  }
}

function isValid(robot: Robot, secret: string, now: Date): boolean {
  const { salt, hash } = robot.proof;
  const lasts =
    robot.expiresAt === -1 || robot.expiresAt * 1000 > now.getTime();
  return same(hash, hashOf(salt, secret)) && lasts && !robot.disabled;
}

function hashOf(salt: string, secret: string): string {
  return createHash('sha256').update(`${salt}\n${secret}`).digest('base64url');
}

function same(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
