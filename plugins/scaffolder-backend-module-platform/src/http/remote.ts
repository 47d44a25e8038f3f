import {
  NotAllowedError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';

const patienceMs = 30_000;

/** A server around the portal. */
export interface Remote {
  /** As the beginning of a sentence. */
  readonly name: string;
  /** Sent with every request; no error and no log tells them. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Asks a server.
 *
 * @param known - statuses beside success for which the caller knows what to do
 * @throws ServiceUnavailableError or NotAllowedError that says what to do
 */
export async function answerOf(
  { name, headers }: Remote,
  url: string,
  request: RequestInit,
  known: readonly number[] = [],
): Promise<Response> {
  const answer = await reach({ name, headers }, url, request);
  if (answer.ok || known.includes(answer.status)) return answer;
  const said = (await answer.text().catch(() => '')).slice(0, 300).trim();
  throw refusal(name, answer.status, said);
}

/**
 * What a server answers, whatever that is; with the signal of the request it ends.
 *
 * @throws ServiceUnavailableError when it does not answer in time
 */
export async function reach(
  { name, headers }: Remote,
  url: string,
  request: RequestInit,
): Promise<Response> {
  const { signal } = request;
  const late = AbortSignal.timeout(patienceMs);
  try {
    return await fetch(url, {
      ...request,
      headers: { ...headers, ...request.headers },
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new ServiceUnavailableError(
      `${name} cannot be reached: ${reasonOf(
        error,
      )}. Try again when it is back`,
    );
  }
}

function refusal(name: string, status: number, said: string): Error {
  if (status === 401 || status === 403) {
    const outline = `${name} refuses the portal's account (${status}): see what it is given in the configuration, and what it may do there`;
    const full = `${outline}. It says: ${said}`;
    return Object.assign(new NotAllowedError(full), { outline });
  }
  const outline = `${name} could not do it (${status})`;
  const full = `${outline}: ${said || 'it does not say why'}`;
  return Object.assign(new ServiceUnavailableError(full), { outline });
}

/**
 * What an error tells those who only look: nothing of the text that a server answered to the
 * portal's account, which may be about more than they may see.
 */
export function outlineOf(error: unknown): string {
  const outline = error instanceof Error && 'outline' in error && error.outline;
  return typeof outline === 'string' ? outline : toError(error).message;
}

/** What fetch tells is in the cause of its error. */
function reasonOf(error: unknown): string {
  const { message, cause } = toError(error);
  const said = cause === undefined ? undefined : toError(cause).message;
  return said || message;
}
