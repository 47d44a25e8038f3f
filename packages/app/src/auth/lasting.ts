import type { Outage } from './Outage';

/**
 * Whether the portal still knows the session of this browser. Without an answer of the
 * user center nobody knows, but the session may well go on.
 */
export type SessionState = 'there' | 'ended' | 'user-center-away' | 'unknown';

/**
 * Asks the portal whether the session is still there. Only its own word ends a session; a
 * portal that is away or starts anew says nothing of it.
 *
 * @param authUrl - base URL of the auth plugin, `…/api/auth`
 */
export async function probeSession(
  authUrl: string,
  environment: string,
): Promise<SessionState> {
  const query = new URLSearchParams({ optional: '', env: environment });
  try {
    const response = await fetch(`${authUrl}/oidc/refresh?${query}`, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
      credentials: 'include',
    });
    if (response.ok) return 'there';
    if (response.status === 401) return 'ended';
    const body = await response.json();
    return body?.error?.name === 'UserCenterAwayError'
      ? 'user-center-away'
      : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** The options that keep the stock API from asking the person to sign in. */
const QUIETLY = { optional: true } as const;

/** What {@link ofSession} needs. */
export interface OfSessionOptions<T> {
  readonly ask: (options?: { optional: true }) => Promise<T | undefined>;
  readonly outage: Pick<Outage, 'begin' | 'since'>;
  readonly probe: () => Promise<SessionState>;
  /** Whether an earlier answer can still be used. */
  readonly holds: (known: T) => boolean;
}

/**
 * Asks for something of the session, without taking a portal or a user center that does
 * not answer for the end of the session: the stock API would ask the person to sign in, and
 * go on waiting for that once they are back. What was answered before is used for as long
 * as it holds.
 *
 * @returns what asks; it throws while there is no answer, and gets one later when asked again
 */
export function ofSession<T>({
  ask,
  holds,
  outage,
  probe,
}: OfSessionOptions<T>): () => Promise<T | undefined> {
  let last: T | undefined;
  const anew = async () => {
    const known = await ask(QUIETLY);
    if (known) return known;
    const state = await probe();
    if (state === 'ended') return ask();
    if (state === 'user-center-away') outage.begin(probe);
    // It may be back since it was asked first.
    return state === 'there' ? ask(QUIETLY) : undefined;
  };
  return async () => {
    const now = outage.since ? undefined : await anew();
    last = now ?? last;
    if (last && (now || holds(last))) return last;
    throw new Error(
      outage.since
        ? 'The user center does not answer, so that the session cannot be renewed; it is asked again'
        : 'The portal does not answer; it is asked again',
    );
  };
}
