import { isError } from '@backstage/errors';
import { basicAuth } from '../http';
import { registryAddress, type RegistryConfig } from './config';
import { RegistryError } from './errors';

const patienceMs = 30_000;

/** As of fetch, with headers as a plain object. */
export interface RegistryRequest extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Asks a registry with the portal's account.
 *
 * @param path - with its query
 * @param known - statuses beside success for which the caller knows what to do
 * @throws RegistryError that says what to do
 */
export async function askRegistry(
  config: RegistryConfig,
  path: string,
  request: RegistryRequest = {},
  known: readonly number[] = [],
): Promise<Response> {
  const { host, username, password } = config;
  const { signal } = request;
  const late = AbortSignal.timeout(patienceMs);
  let answer: Response;
  try {
    answer = await fetch(`${registryAddress(host)}${path}`, {
      ...request,
      redirect: 'manual',
      headers: {
        authorization: basicAuth(username, password),
        ...request.headers,
      },
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new RegistryError(
      'unreachable',
      `The registry ${host} cannot be reached (${reasonOf(
        error,
      )}): check that it runs, and pilothouse.registry.host`,
    );
  }
  if (answer.ok || known.includes(answer.status)) return answer;
  const said = (await answer.text().catch(() => '')).slice(0, 300).trim();
  throw refusal(config, answer.status, said);
}

function refusal(
  { host, username }: RegistryConfig,
  status: number,
  said: string,
): RegistryError {
  if (status === 401 || status === 403) {
    const outline = `The registry ${host} refuses the portal's account ${username} (${status}): see pilothouse.registry, and what the account may do there`;
    return new RegistryError(
      'refused',
      `${outline}. It says: ${said}`,
      outline,
    );
  }
  const outline = `The registry ${host} could not do it (${status})`;
  const full = `${outline}: ${said || 'it does not say why'}`;
  return new RegistryError('failed', full, outline);
}

/** What fetch tells is in the cause of its error. */
function reasonOf(error: unknown): string {
  const cause = isError(error) && isError(error.cause) ? error.cause : error;
  if (!isError(cause)) return String(cause);
  return typeof cause.code === 'string' ? cause.code : cause.message;
}
