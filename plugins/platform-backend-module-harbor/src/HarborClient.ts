import {
  askRegistry,
  RegistryError,
  type RegistryConfig,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';

const api = '/api/v2.0';
const pageSize = 100;

/** A request to Harbor. */
export interface HarborRequest {
  readonly json?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  /** Statuses beside success for which the caller knows what to do. */
  readonly known?: readonly number[];
  readonly signal?: AbortSignal;
}

/** Speaks with Harbor's API of version 2. */
export class HarborClient {
  constructor(private readonly config: RegistryConfig) {}

  /** @throws RegistryError */
  ask(
    method: string,
    path: string,
    { json, query, known, signal }: HarborRequest = {},
  ): Promise<Response> {
    const search = query ? `?${new URLSearchParams(query)}` : '';
    return askRegistry(
      this.config,
      `${api}${path}${search}`,
      {
        method,
        headers: {
          accept: 'application/json',
          // So that a project with a name of digits is not taken for the one with that id.
          'x-is-resource-name': 'true',
          ...(json !== undefined && { 'content-type': 'application/json' }),
        },
        signal,
        ...(json !== undefined && { body: JSON.stringify(json) }),
      },
      known,
    );
  }

  /**
   * @returns undefined when it is not there
   * @throws RegistryError
   */
  async object<S extends z.ZodType>(
    path: string,
    schema: S,
    request: HarborRequest = {},
  ): Promise<z.infer<S> | undefined> {
    const answer = await this.ask('GET', path, { ...request, known: [404] });
    if (answer.status === 404) return undefined;
    return this.read(answer, schema, request.signal);
  }

  /**
   * All pages of a list.
   *
   * @returns undefined when what it is a list of is not there
   * @throws RegistryError
   */
  async list<E>(
    path: string,
    schema: z.ZodType<E[]>,
    request: HarborRequest = {},
  ): Promise<E[] | undefined> {
    const all: E[] = [];
    for (let page = 1; ; page += 1) {
      const query = {
        ...request.query,
        page: String(page),
        page_size: String(pageSize),
      };
      const found = await this.object(path, schema, { ...request, query });
      if (!found) return undefined;
      all.push(...found);
      if (found.length < pageSize) return all;
    }
  }

  /** @throws RegistryError for what is not understood */
  async read<S extends z.ZodType>(
    answer: Response,
    schema: S,
    signal?: AbortSignal,
  ): Promise<z.infer<S>> {
    const said: unknown = await answer.json().catch(() => undefined);
    signal?.throwIfAborted();
    const parsed = schema.safeParse(said);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new RegistryError(
      'failed',
      `Harbor at ${
        this.config.host
      } answered with what is not understood: ${issue?.path.join('.')}: ${
        issue?.message
      }`,
    );
  }
}
