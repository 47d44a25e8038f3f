/** Whether the portal still knows the session of this browser. */
export type SessionState = 'there' | 'ended' | 'unknown';

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
    const { ok, status } = await fetch(`${authUrl}/oidc/refresh?${query}`, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
      credentials: 'include',
    });
    if (ok) return 'there';
    return status === 401 ? 'ended' : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** The options that keep the stock API from asking the person to sign in. */
const QUIETLY = { optional: true } as const;

/**
 * Asks for something of the session, without taking a portal that does not answer for the
 * end of the session: the stock API would ask the person to sign in, and go on waiting for
 * that once the portal is back.
 *
 * @throws Error while the portal does not answer; whoever asks again gets an answer later
 */
export async function ofSession<T>(
  ask: (options?: { optional: true }) => Promise<T | undefined>,
  probe: () => Promise<SessionState>,
): Promise<T | undefined> {
  const known = await ask(QUIETLY);
  if (known) return known;
  const state = await probe();
  if (state === 'ended') return ask();
  // It may be back since it was asked first.
  const now = state === 'there' ? await ask(QUIETLY) : undefined;
  if (now) return now;
  throw new Error('The portal does not answer; it is asked again');
}
