/** What a user center publishes about ending sessions, and what is known of one. */
export interface EndSession {
  /** `end_session_endpoint` of the discovery document; undefined when it has none. */
  readonly endpoint?: string;
  readonly clientId: string;
  readonly postLogoutRedirectUrl: string;
  /** Tells the user center whose session to end without asking the person. */
  readonly idToken?: string;
}

/**
 * Where the browser goes to end the session at the user center, as OpenID Connect
 * RP-Initiated Logout 1.0 defines it; undefined when the user center cannot do that.
 */
export function endSessionUrl(session: EndSession): string | undefined {
  if (session.endpoint === undefined) {
    return undefined;
  }
  const url = new URL(session.endpoint);
  url.searchParams.set('client_id', session.clientId);
  url.searchParams.set(
    'post_logout_redirect_uri',
    session.postLogoutRedirectUrl,
  );
  if (session.idToken !== undefined) {
    url.searchParams.set('id_token_hint', session.idToken);
  }
  return url.toString();
}
