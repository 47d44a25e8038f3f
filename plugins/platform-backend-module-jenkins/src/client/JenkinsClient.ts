import { basicAuth, CiServerError } from '@pilothouse/plugin-platform-node';
import type { z } from 'zod';
import type { JenkinsConfig } from '../config';
import { Crumbs } from './Crumbs';
import { failureOf, withoutAnswer } from './failures';
import { readText } from './read-text';

/** A request to Jenkins. */
export interface JenkinsRequest {
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly xml?: string;
  readonly signal?: AbortSignal;
  /** How many times as long as usual the whole answer is waited for. */
  readonly patience?: number;
}

/** An answer that is about what was asked: done, not there, or not possible. */
export interface JenkinsAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** An answer of which not all is kept. */
export interface JenkinsStream {
  readonly headers: Headers;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Lets go of an answer of which nothing is read. */
  cancel(): Promise<void>;
}

const maxBytes = 64 * 1024 * 1024;

/** Speaks with Jenkins; whatever is wrong with the connection or the account is told as such. */
export class JenkinsClient {
  readonly #config: JenkinsConfig;
  readonly #seconds: number;
  readonly #crumbs = new Crumbs();

  /** @param seconds - how long an answer is waited for */
  constructor(config: JenkinsConfig, seconds = 20) {
    this.#config = config;
    this.#seconds = seconds;
  }

  /**
   * An object as JSON.
   *
   * @returns undefined when it is not there
   * @throws CiServerError
   */
  async object<S extends z.ZodType>(
    path: string,
    schema: S,
    request: JenkinsRequest = {},
  ): Promise<z.infer<S> | undefined> {
    const answer = await this.get(path, request);
    if (answer.status === 404) return undefined;
    const parsed =
      answer.status === 200 ? schema.safeParse(jsonOf(answer.text)) : undefined;
    if (parsed?.success) return parsed.data;
    const what = parsed?.error?.issues[0];
    throw new CiServerError(
      'failed',
      `Jenkins answered ${path} with what is not understood: ${
        what ? `${what.path.join('.')}: ${what.message}` : answer.status
      }`,
    );
  }

  /** @throws CiServerError */
  async get(
    path: string,
    request: JenkinsRequest = {},
  ): Promise<JenkinsAnswer> {
    return this.#whole(await this.#send('GET', path, request));
  }

  /**
   * An answer that is read bit by bit; reading it throws a CiServerError too.
   *
   * @returns undefined when it is not there
   * @throws CiServerError
   */
  async stream(
    path: string,
    request: JenkinsRequest = {},
  ): Promise<JenkinsStream | undefined> {
    const response = await this.#send('GET', path, request);
    if (response.ok) {
      return {
        headers: response.headers,
        chunks: this.#chunks(response, request.signal),
        cancel: async () => response.body?.cancel(),
      };
    }
    const { status } = await this.#whole(response);
    if (status === 404) return undefined;
    throw new CiServerError(
      'failed',
      `Jenkins answered ${path} with status ${status}`,
    );
  }

  /**
   * Orders something. A crumb is fetched when Jenkins wants one, which it does of those who
   * come with a password.
   *
   * @throws CiServerError
   */
  async post(
    path: string,
    request: JenkinsRequest = {},
    method: 'POST' | 'DELETE' = 'POST',
  ): Promise<JenkinsAnswer> {
    const first = await this.#send(method, path, request);
    if (first.status !== 403) return this.#whole(first);
    const said = await this.#text(first);
    if (!/crumb/i.test(first.headers.get('X-Error') ?? said)) {
      throw this.#failure(first, said) ?? new CiServerError('forbidden', said);
    }
    await this.#crumbs.renew(() =>
      this.#send('GET', '/crumbIssuer/api/json', { signal: request.signal }),
    );
    return this.#whole(await this.#send(method, path, request));
  }

  async #send(
    method: string,
    path: string,
    { query, form, xml, signal, patience = 1 }: JenkinsRequest,
  ): Promise<Response> {
    const { baseUrl, username, apiToken } = this.#config;
    const search = query ? `?${new URLSearchParams(query)}` : '';
    const limit = AbortSignal.timeout(this.#seconds * patience * 1_000);
    try {
      return await fetch(`${baseUrl}${path}${search}`, {
        method,
        redirect: 'manual',
        headers: {
          Authorization: basicAuth(username, apiToken),
          ...(method !== 'GET' && this.#crumbs.headers()),
          ...(xml !== undefined && { 'Content-Type': 'application/xml' }),
        },
        body: xml ?? (form && new URLSearchParams(form)),
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
    } catch (error) {
      throw this.#broken(error, signal);
    }
  }

  async *#chunks(
    { body }: Response,
    signal?: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body ?? []) yield chunk;
    } catch (error) {
      throw this.#broken(error, signal);
    }
  }

  async #whole(response: Response): Promise<JenkinsAnswer> {
    const text = await this.#text(response);
    const failure = this.#failure(response, text);
    if (failure) throw failure;
    return { status: response.status, headers: response.headers, text };
  }

  async #text(response: Response): Promise<string> {
    try {
      return await readText(response, maxBytes);
    } catch (error) {
      throw this.#broken(error);
    }
  }

  #failure(response: Response, text: string): CiServerError | undefined {
    const said = response.headers.get('X-Error') ?? text;
    return failureOf(this.#config, response, said);
  }

  /** What the one who asked has called off stays that. */
  #broken(error: unknown, signal?: AbortSignal): unknown {
    if (signal?.aborted || error instanceof CiServerError) return error;
    return withoutAnswer(this.#config, error, this.#seconds);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
