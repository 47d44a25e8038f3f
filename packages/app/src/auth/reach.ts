const askAgainMs = 5_000;

/** Whether single sign-on can be started now. */
export type Reach =
  | { readonly kind: 'reachable' }
  | { readonly kind: 'portalUnreachable'; readonly message: string }
  | { readonly kind: 'userCenterUnreachable'; readonly message: string }
  /** The portal refuses to start it, as when its configuration lacks the provider. */
  | { readonly kind: 'notStarted'; readonly message: string };

/**
 * Asks the portal to start single sign-on, without following it there: otherwise a user
 * center that is down would end in a page of raw JSON.
 *
 * @param authUrl - base URL of the auth plugin, `…/api/auth`
 */
export async function probeSingleSignOn(
  authUrl: string,
  environment: string,
): Promise<Reach> {
  const query = new URLSearchParams({
    env: environment,
    flow: 'redirect',
    scope: '',
    origin: window.location.origin,
    redirectUrl: window.location.origin,
  });
  try {
    const response = await fetch(`${authUrl}/oidc/start?${query}`, {
      redirect: 'manual',
      credentials: 'include',
    });
    if (response.type === 'opaqueredirect' || response.status < 400) {
      return { kind: 'reachable' };
    }
    const message = await messageOf(response);
    const kind = response.status < 500 ? 'notStarted' : 'userCenterUnreachable';
    return { kind, message };
  } catch (error) {
    return { kind: 'portalUnreachable', message: String(error) };
  }
}

/**
 * Asks again and again until single sign-on can be started, and goes on then.
 *
 * @returns how to stop that
 */
export function whenReachable(
  probe: () => Promise<Reach>,
  goOn: () => void,
): () => void {
  let stopped = false;
  let timer = setTimeout(look, askAgainMs);
  async function look() {
    const isReachable = await probe().then(
      ({ kind }) => kind === 'reachable',
      () => false,
    );
    if (stopped) return;
    if (isReachable) goOn();
    else timer = setTimeout(look, askAgainMs);
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

async function messageOf(response: Response): Promise<string> {
  const line = `${response.status} ${response.statusText}`.trim();
  try {
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null && 'error' in body) {
      const { error } = body;
      if (
        typeof error === 'object' &&
        error !== null &&
        'message' in error &&
        typeof error.message === 'string'
      ) {
        return `${line}: ${error.message}`;
      }
    }
  } catch {
    // A body that is not JSON says no more than the status line does.
  }
  return line;
}
