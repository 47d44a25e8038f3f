import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { answerOf, type Remote } from '../http/remote';
import type { ImageStore } from './ImageStore';

const tagsSchema = z.object({ tags: z.array(z.string()).nullish() });

/** As the distribution specification has names of repositories. */
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const grammar = new RegExp(`^${component}(?:/${component})*$`);

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
      await this.#ask(repository, `manifests/${digest}`, how, [404]);
    }
    return tags.length > 0;
  }

  async #tags(repository: string, signal?: AbortSignal): Promise<string[]> {
    const how = { signal };
    const answer = await this.#ask(repository, 'tags/list', how, [404]);
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
      repository,
      `manifests/${encodeURIComponent(tag)}`,
      how,
      [404],
    );
    return answer.headers.get('docker-content-digest') ?? undefined;
  }

  async #ask(
    repository: string,
    path: string,
    how: RequestInit,
    known: readonly number[],
  ): Promise<Response> {
    // Anything else, such as dots that climb, could end in the repository of others.
    if (!grammar.test(repository)) {
      throw new InputError(
        `${JSON.stringify(
          repository,
        )} cannot be a repository of images: take lower-case letters, digits and single separators, in parts joined by /`,
      );
    }
    const url = `${schemeOf(this.host)}://${
      this.host
    }/v2/${repository}/${path}`;
    return answerOf(this.#remote, url, how, known);
  }
}

/** As other clients have it: a registry on this machine speaks plain HTTP. */
function schemeOf(host: string): 'http' | 'https' {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host)
    ? 'http'
    : 'https';
}
