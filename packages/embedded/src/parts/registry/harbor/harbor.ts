import type { Log } from '../../../platform/log.ts';
import type { Content } from './content.ts';
import type { Account } from './principal.ts';
import { signToken, type Access } from './signing.ts';
import type { HarborState } from './state.ts';
import type { Sweeper } from './Sweeper.ts';

/** The Harbor stand-in, without its HTTP interface. */
export interface Harbor {
  /** Address at which clients reach it, without a slash at its end. */
  readonly url: string;
  readonly storeUrl: string;
  readonly accounts: readonly Account[];
  readonly state: HarborState;
  readonly content: Content;
  /** Private key that tokens are signed with. */
  readonly key: string;
  readonly log: Log;
  /** Frees the space of what was deleted. */
  readonly sweeper: Sweeper;
}

/** Has the registry behind do something with a repository, as the stand-in itself. */
export function askStore(
  { key, storeUrl }: Pick<Harbor, 'key' | 'storeUrl'>,
  repository: string,
  path: string,
  request: Omit<RequestInit, 'headers'> & {
    readonly headers?: Readonly<Record<string, string>>;
  },
): Promise<Response> {
  const actions = ['pull', 'push', 'delete'];
  const access: Access = { type: 'repository', name: repository, actions };
  const { token } = signToken(key, 'harbor', [access], new Date());
  return fetch(`${storeUrl}/v2/${repository}/${path}`, {
    ...request,
    headers: { ...request.headers, authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(30_000),
  });
}
