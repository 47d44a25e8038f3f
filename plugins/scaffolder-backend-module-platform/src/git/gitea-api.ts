import { answerOf, type Remote } from '../http/remote';

/** There is none of that name; one that was renamed is another one, and is not followed. */
export const missing = [301, 302, 307, 308, 404];

/** Address of a Gitea server, without a slash at its end. */
export function giteaUrl(config: {
  readonly host: string;
  readonly baseUrl?: string;
}): string {
  return (config.baseUrl ?? `https://${config.host}`).replace(/\/+$/, '');
}

/**
 * Asks the API of a Gitea server.
 *
 * @param known - statuses beside success for which the caller knows what to do
 * @throws what {@link answerOf} throws
 */
export function askGitea(
  at: { readonly baseUrl: string; readonly remote: Remote },
  path: string,
  how: RequestInit,
  known: readonly number[] = [],
): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  const request = { headers, redirect: 'manual', ...how } as const;
  return answerOf(at.remote, `${at.baseUrl}/api/v1/${path}`, request, known);
}
