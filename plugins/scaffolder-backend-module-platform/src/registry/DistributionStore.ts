import { z } from 'zod';
import { answerOf, type Remote } from '../http/remote';
import type { ImageStore } from './ImageStore';

const tagsSchema = z.object({ tags: z.array(z.string()).nullish() });

const manifests = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** A registry, by the OCI distribution API with Basic authentication. */
export class DistributionStore implements ImageStore {
  readonly host: string;
  readonly #remote: Remote;

  constructor(config: { host: string; username: string; password: string }) {
    const { host, username, password } = config;
    const basic = Buffer.from(`${username}:${password}`).toString('base64');
    this.host = host;
    this.#remote = {
      name: `The registry ${host}`,
      headers: { authorization: `Basic ${basic}` },
    };
  }

  async has(repository: string, signal?: AbortSignal): Promise<boolean> {
    return (await this.#tags(repository, signal)).length > 0;
  }

  async remove(repository: string, signal?: AbortSignal): Promise<boolean> {
    const tags = await this.#tags(repository, signal);
    const digests = new Set<string>();
    for (const tag of tags) {
      const digest = await this.#digest(repository, tag, signal);
      if (digest) digests.add(digest);
    }
    for (const digest of digests) {
      const how = { method: 'DELETE', signal };
      await this.#ask(`${repository}/manifests/${digest}`, how, [404]);
    }
    return tags.length > 0;
  }

  async #tags(repository: string, signal?: AbortSignal): Promise<string[]> {
    const path = `${repository}/tags/list`;
    const answer = await this.#ask(path, { signal }, [404]);
    if (answer.status === 404) return [];
    return tagsSchema.parse(await answer.json()).tags ?? [];
  }

  async #digest(
    repository: string,
    tag: string,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const how = { method: 'HEAD', headers: { accept: manifests }, signal };
    const answer = await this.#ask(
      `${repository}/manifests/${encodeURIComponent(tag)}`,
      how,
      [404],
    );
    return answer.headers.get('docker-content-digest') ?? undefined;
  }

  #ask(
    path: string,
    how: RequestInit,
    known: readonly number[],
  ): Promise<Response> {
    const url = `${schemeOf(this.host)}://${this.host}/v2/${path}`;
    return answerOf(this.#remote, url, how, known);
  }
}

/** As other clients have it: a registry on this machine speaks plain HTTP. */
function schemeOf(host: string): 'http' | 'https' {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host)
    ? 'http'
    : 'https';
}
