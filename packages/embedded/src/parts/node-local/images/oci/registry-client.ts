import { z } from 'zod';
import { MANIFEST_TYPES } from './documents.ts';

/** A name and password for a registry. */
export interface Credential {
  readonly username: string;
  readonly password: string;
}

/** A registry said no. */
export class RegistryAnswer extends Error {
  override readonly name = 'RegistryAnswer';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const MANIFEST_MS = 30_000;
const BLOB_MS = 15 * 60_000;
const MOST_MANIFEST_BYTES = 4 * 1024 * 1024;

const errorsSchema = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.string() })).min(1),
});

/**
 * Reads one repository by the OCI distribution API.
 *
 * @param base - address of the registry, without a path
 * @param credentials - tried in turn while the registry refuses
 */
export class RegistryClient {
  readonly #base: string;
  readonly #repository: string;
  readonly #credentials: readonly Credential[];

  constructor(
    base: string,
    repository: string,
    credentials: readonly Credential[],
  ) {
    this.#base = base;
    this.#repository = repository;
    this.#credentials = credentials;
  }

  /** @param reference - a tag or a digest */
  async manifest(reference: string): Promise<Uint8Array> {
    const response = await this.#get(`manifests/${reference}`, MANIFEST_MS, {
      accept: MANIFEST_TYPES.join(', '),
    });
    const announced = Number(response.headers.get('content-length') ?? 0);
    if (announced > MOST_MANIFEST_BYTES) {
      await response.body?.cancel();
      throw new Error(`its manifest has ${announced} bytes`);
    }
    return new Uint8Array(await response.arrayBuffer());
  }

  async blob(digest: string): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.#get(`blobs/${digest}`, BLOB_MS);
    if (!body) throw new Error(`the registry sent nothing for ${digest}`);
    return body;
  }

  async #get(
    path: string,
    timeoutMs: number,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const url = `${this.#base}/v2/${this.#repository}/${path}`;
    const signal = AbortSignal.timeout(timeoutMs);
    const tries = this.#credentials.length ? this.#credentials : [undefined];
    let refused: RegistryAnswer | undefined;
    for (const credential of tries) {
      const response = await fetch(url, {
        headers: { ...headers, ...authorization(credential) },
        signal,
      }).catch((error: unknown) => {
        throw new Error(`the registry does not answer: ${causeOf(error)}`);
      });
      if (response.ok) return response;
      refused = new RegistryAnswer(response.status, await wordsOf(response));
      if (![401, 403].includes(response.status)) throw refused;
    }
    throw refused ?? new Error('the registry was not asked');
  }
}

function authorization(
  credential: Credential | undefined,
): Record<string, string> {
  if (!credential) return {};
  const { username, password } = credential;
  const pair = Buffer.from(`${username}:${password}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause ?? error : error;
  return cause instanceof Error ? cause.message : String(cause);
}

/** What the registry says, in its own words. */
async function wordsOf(response: Response): Promise<string> {
  const body = await response.json().catch(() => undefined);
  const said = errorsSchema.safeParse(body).data?.errors[0];
  const words = said ? ` ${said.code}: ${said.message}` : '';
  return `the registry answered ${response.status}${words}`;
}
