import { isError } from '@backstage/errors';
import { CiServerError } from '@pilothouse/plugin-platform-node';

/** Who asks whom, for sentences. */
export interface Parties {
  readonly baseUrl: string;
  readonly username: string;
}

/** What no answer came for: a time-out, or a connection that did not come to be. */
export function withoutAnswer(
  { baseUrl }: Parties,
  error: unknown,
  seconds: number,
): CiServerError {
  if (isError(error) && error.name === 'TimeoutError') {
    return new CiServerError(
      'slow',
      `Jenkins at ${baseUrl} did not answer within ${seconds} s`,
    );
  }
  return new CiServerError(
    'unreachable',
    `Jenkins at ${baseUrl} cannot be reached (${reasonOf(
      error,
    )}): check that it runs, and pilothouse.jenkins.baseUrl`,
  );
}

function reasonOf(error: unknown): string {
  const cause = isError(error) && isError(error.cause) ? error.cause : error;
  if (!isError(cause)) return String(cause);
  return typeof cause.code === 'string' ? cause.code : cause.message;
}

/**
 * What a status says that is about the portal's account, or about Jenkins itself.
 *
 * @param said - the body, or the header `X-Error`
 * @returns undefined for a status that is about what was asked
 */
export function failureOf(
  parties: Parties,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  said: string,
): CiServerError | undefined {
  const { baseUrl, username } = parties;
  if (status === 401) {
    return new CiServerError(
      'unauthenticated',
      `Jenkins does not accept the API token of ${username}: make a new one there and set pilothouse.jenkins.apiToken`,
    );
  }
  if (status === 403) {
    const permission = permissionOf(headers, said);
    return new CiServerError(
      'forbidden',
      permission
        ? `Jenkins lets the account ${username} not do this: give it the permission ${permission}`
        : `Jenkins lets the account ${username} not do this: look at its permissions there`,
    );
  }
  if (status >= 500) {
    return new CiServerError(
      'failed',
      `Jenkins at ${baseUrl} failed with status ${status}${
        status === 503 ? '; it may be starting' : ': its log says more'
      }`,
    );
  }
  if (status >= 300 && status < 400 && leadsAway(parties, headers)) {
    return new CiServerError(
      'failed',
      `Something in front of Jenkins at ${baseUrl} asks to sign in: give an address at which API tokens are taken in pilothouse.jenkins.baseUrl`,
    );
  }
  return undefined;
}

/** `hudson.model.Item.Build` of the header, or the words of the page. */
function permissionOf(headers: Headers, said: string): string | undefined {
  const required = headers.get('X-Required-Permission');
  const words = /is missing the ([\w/ ]+?) permission/.exec(said)?.[1];
  return required?.replace(/^hudson\.(model|security)\./, '') ?? words;
}

function leadsAway({ baseUrl }: Parties, headers: Headers): boolean {
  const location = headers.get('Location') ?? '';
  if (!URL.canParse(location, baseUrl)) return false;
  const { pathname } = new URL(location, baseUrl);
  return /\/(login|securityRealm|oauth2?|saml|auth)(\/|$)/i.test(pathname);
}
