import { createHash } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import {
  OciClient,
  registryAddress,
  RegistryError,
  type RegistryConfig,
} from '@pilothouse/plugin-platform-node';
import { z } from 'zod';

const contentType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';
/** It becomes part of a path. */
const digestPattern = /^sha256:[0-9a-f]{64}$/;
const maxArchiveBytes = 20 * 1024 * 1024;

const tagsSchema = z.object({ tags: z.array(z.string()).nullish() });
const manifestSchema = z.object({
  layers: z
    .array(
      z.object({
        mediaType: z.string(),
        digest: z.string(),
        size: z.number().int().nonnegative(),
      }),
    )
    .nullish(),
});

/** Where the archive of a chart lies. */
export interface ChartContent {
  /** Of the manifest. */
  readonly digest: string;
  readonly content: { readonly digest: string; readonly size: number };
}

/** Charts of one registry, as Helm keeps them there. */
export class ChartRegistry {
  readonly host: string;
  readonly #client: OciClient;

  constructor(config: RegistryConfig) {
    this.host = config.host;
    this.#client = new OciClient(config);
  }

  /** @throws RegistryError */
  async tags(repository: string, signal?: AbortSignal): Promise<string[]> {
    const path = `/v2/${repository}/tags/list`;
    const pages = await this.#client.pages(path, tagsSchema, signal);
    return (pages ?? []).flatMap(({ tags }) => tags ?? []);
  }

  /**
   * @param reference - a tag or a digest
   * @returns undefined for what is not there, or is no chart
   * @throws RegistryError
   */
  async content(
    repository: string,
    reference: string,
    signal?: AbortSignal,
  ): Promise<ChartContent | undefined> {
    const path = `/v2/${repository}/manifests/${encodeURIComponent(reference)}`;
    const how = { headers: { accept: manifestType }, signal };
    const answer = await this.#client.ask(path, how, [404]);
    const text = await this.#client.text(answer, signal);
    if (answer.status === 404) return undefined;
    const { layers } = this.#client.read(text, manifestSchema);
    const layer = layers?.find(({ mediaType }) => mediaType === contentType);
    if (!layer) return undefined;
    const { digest, size } = layer;
    return { digest: digestOf(Buffer.from(text)), content: { digest, size } };
  }

  /**
   * The archive of a chart; exactly that of the digest.
   *
   * @throws NotFoundError when it is not there any more
   * @throws RegistryError
   */
  async archive(
    repository: string,
    { digest, size }: ChartContent['content'],
    signal?: AbortSignal,
  ): Promise<Buffer> {
    if (size > maxArchiveBytes) {
      throw new RegistryError(
        'unsupported',
        `The chart ${this.host}/${repository} has ${size} bytes, which is more than a chart may have`,
      );
    }
    if (!digestPattern.test(digest)) {
      throw new RegistryError(
        'failed',
        `The chart ${this.host}/${repository} has a digest that is none: push it again with Helm`,
      );
    }
    const path = `/v2/${repository}/blobs/${digest}`;
    const answer = await this.#client.ask(path, { signal }, [302, 307, 404]);
    if (answer.status === 404) {
      throw new NotFoundError(
        `The registry ${this.host} has the chart ${repository} in this version no longer; choose another version`,
      );
    }
    const told = answer.ok ? answer : await this.#elsewhere(answer, signal);
    const bytes = await bytesOf(told, size).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw this.#unreachable(error);
    });
    if (digestOf(bytes) === digest) return bytes;
    throw new RegistryError(
      'failed',
      `The registry ${this.host} gave another chart ${repository} than its digest says; try again, and tell the platform engineers if it stays so`,
    );
  }

  /** Many registries keep content elsewhere, where their login is nobody's business. */
  async #elsewhere(
    answer: Response,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    await answer.body?.cancel();
    const to = new URL(
      answer.headers.get('location') ?? '',
      registryAddress(this.host),
    );
    const isSafe =
      to.protocol === 'https:' ||
      registryAddress(to.host) === `http://${to.host}`;
    if (!isSafe) throw this.#unreachable(`it sends to ${to.host} without TLS`);
    const late = AbortSignal.timeout(60_000);
    const found = await fetch(to, {
      // It would lead on to where nobody has looked whether it is safe.
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, late]) : late,
    }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw this.#unreachable(error);
    });
    if (!found.ok) throw this.#unreachable(`${to.host}: ${found.status}`);
    return found;
  }

  #unreachable(error: unknown): RegistryError {
    return new RegistryError(
      'unreachable',
      `The registry ${this.host} did not give the chart (${error}): check that it runs, and try again`,
    );
  }
}

async function bytesOf(answer: Response, size: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > size) throw new Error('it is longer than announced');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
