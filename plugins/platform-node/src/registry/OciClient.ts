import { z } from 'zod';
import { basicAuth } from '../http';
import { askRegistry, type RegistryRequest } from './ask';
import { registryAddress, type RegistryConfig } from './config';
import { RegistryError } from './errors';

const tokenSchema = z
  .object({ token: z.string().optional(), access_token: z.string().optional() })
  .transform(({ token, access_token: other }) => token ?? other);

/** Speaks the OCI distribution API, by HTTP Basic or by the tokens that a registry wants. */
export class OciClient {
  constructor(private readonly config: RegistryConfig) {}

  /**
   * @param known - statuses beside success for which the caller knows what to do
   * @throws RegistryError
   */
  async ask(
    path: string,
    request: RegistryRequest,
    known: readonly number[] = [],
  ): Promise<Response> {
    const first = await this.#send(path, request, [...known, 401]);
    if (first.status !== 401) return first;
    const challenge = first.headers.get('www-authenticate') ?? '';
    await first.body?.cancel();
    const realm = parameterOf(challenge, 'realm');
    if (!/^bearer\s/i.test(challenge) || !realm)
      return this.#send(path, request, known);
    const token = await this.#token(realm, challenge, request.signal);
    const authorization = `Bearer ${token}`;
    const headers = { ...request.headers, authorization };
    return this.#send(path, { ...request, headers }, known);
  }

  /**
   * The text of an answer.
   *
   * @throws RegistryError when the registry breaks off
   */
  async text(answer: Response, signal?: AbortSignal): Promise<string> {
    return answer.text().catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new RegistryError(
        'unreachable',
        `The registry ${this.config.host} broke off its answer (${error}): check that it runs, and try again`,
      );
    });
  }

  /**
   * All pages of a list.
   *
   * @param first - its path
   * @returns undefined when what is asked for is not there
   * @throws RegistryError
   */
  async pages<S extends z.ZodType>(
    first: string,
    schema: S,
    signal?: AbortSignal,
  ): Promise<z.infer<S>[] | undefined> {
    const pages: z.infer<S>[] = [];
    let path: string | undefined = first;
    while (path) {
      const answer: Response = await this.ask(path, { signal }, [404]);
      if (answer.status === 404) {
        await answer.body?.cancel();
        return undefined;
      }
      pages.push(this.read(await this.text(answer, signal), schema));
      path = nextOf(answer.headers);
    }
    return pages;
  }

  /** @throws RegistryError for what is not understood */
  read<S extends z.ZodType>(text: string, schema: S): z.infer<S> {
    const parsed = schema.safeParse(jsonOf(text));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new RegistryError(
      'failed',
      `The registry ${
        this.config.host
      } answered with what is not understood (${issue?.path.join('.')}: ${
        issue?.message
      }): check that pilothouse.registry.host is an OCI registry`,
    );
  }

  #send(
    path: string,
    request: RegistryRequest,
    known: readonly number[],
  ): Promise<Response> {
    return askRegistry(this.config, path, request, known);
  }

  /** The login goes by HTTPS to whom the registry names; without it only to this machine. */
  async #token(
    realm: string,
    challenge: string,
    signal?: AbortSignal | null,
  ): Promise<string> {
    const { host, username, password } = this.config;
    if (!URL.canParse(realm)) {
      throw new RegistryError(
        'failed',
        `The registry ${host} sends for tokens to what is no address: ${realm}`,
      );
    }
    const url = new URL(realm);
    const isSafe =
      url.protocol === 'https:' ||
      registryAddress(url.host) === `http://${url.host}`;
    if (!isSafe) {
      throw new RegistryError(
        'refused',
        `The registry ${host} wants its login sent to ${url.host} without encryption, which is not done`,
      );
    }
    for (const name of ['service', 'scope']) {
      const value = parameterOf(challenge, name);
      if (value) url.searchParams.set(name, value);
    }
    const late = AbortSignal.timeout(30_000);
    const answer = await fetch(url, {
      redirect: 'error',
      headers: { authorization: basicAuth(username, password) },
      signal: signal ? AbortSignal.any([signal, late]) : late,
    }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new RegistryError(
        'unreachable',
        `${url.host}, which gives tokens for the registry ${host}, cannot be reached: ${error}`,
      );
    });
    const said: unknown = await answer.json().catch(() => undefined);
    signal?.throwIfAborted();
    const parsed = tokenSchema.safeParse(said);
    if (answer.ok && parsed.data) return parsed.data;
    throw new RegistryError(
      'refused',
      `${url.host} gives the portal's account ${username} no token for the registry ${host} (${answer.status}): see pilothouse.registry`,
    );
  }
}

/** @returns undefined for what is no JSON */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parameterOf(challenge: string, name: string): string | undefined {
  return new RegExp(`[\\s,]${name}="([^"]*)"`, 'i').exec(challenge)?.[1];
}

/** Address of the next page, from the header `Link`. */
export function nextOf(headers: Headers): string | undefined {
  const link = /<([^>]+)>\s*;\s*rel="?next"?/.exec(headers.get('link') ?? '');
  if (!link?.[1]) return undefined;
  // A registry may tell it in full; it is asked where it is configured.
  const { pathname, search } = new URL(link[1], 'http://registry.invalid');
  return `${pathname}${search}`;
}
