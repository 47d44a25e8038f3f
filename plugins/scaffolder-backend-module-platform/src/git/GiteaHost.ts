import { NotFoundError } from '@backstage/errors';
import {
  getGiteaRequestOptions,
  type GiteaIntegrationConfig,
} from '@backstage/integration';
import { z } from 'zod';
import { answerOf, type Remote } from '../http/remote';
import type { GitHost, Hook, Repository, RepositoryName } from './GitHost';

const repositorySchema = z.object({
  created_at: z.coerce.date(),
  html_url: z.string(),
});

const hooksSchema = z.array(
  z.object({
    id: z.number(),
    config: z.object({ url: z.string().optional() }),
  }),
);

/** A Gitea server, by its API. */
export class GiteaHost implements GitHost {
  readonly #config: GiteaIntegrationConfig;
  readonly #remote: Remote;

  constructor(config: GiteaIntegrationConfig) {
    this.#config = config;
    this.#remote = {
      name: `The git server ${config.host}`,
      headers: { ...getGiteaRequestOptions(config).headers },
    };
  }

  cloneUrl({ owner, name }: RepositoryName): string {
    return `${this.#baseUrl}/${owner}/${name}.git`;
  }

  async find(
    repository: RepositoryName,
    signal?: AbortSignal,
  ): Promise<Repository | undefined> {
    const answer = await this.#ask(pathOf(repository), { signal }, [404]);
    if (answer.status === 404) return undefined;
    const { created_at, html_url } = repositorySchema.parse(
      await answer.json(),
    );
    return { createdAt: created_at, url: html_url };
  }

  async countCommits(
    repository: RepositoryName,
    limit: number,
    signal?: AbortSignal,
  ): Promise<number> {
    const path = `${pathOf(
      repository,
    )}/commits?stat=false&verification=false&files=false&limit=${limit}`;
    // Of a repository without commits Gitea says that it is in conflict with the question.
    const answer = await this.#ask(path, { signal }, [404, 409]);
    if (!answer.ok) return 0;
    return z.array(z.unknown()).parse(await answer.json()).length;
  }

  async remove(
    repository: RepositoryName,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const how = { method: 'DELETE', signal };
    const answer = await this.#ask(pathOf(repository), how, [404]);
    return answer.ok;
  }

  async hasHook(
    repository: RepositoryName,
    url: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    return (await this.#hooks(repository, url, signal)).length > 0;
  }

  async ensureHook(
    repository: RepositoryName,
    hook: Hook,
    signal?: AbortSignal,
  ): Promise<void> {
    const [known] = await this.#hooks(repository, hook.url, signal);
    const path = `${pathOf(repository)}/hooks`;
    const body = JSON.stringify({
      ...(!known && { type: 'gitea' }),
      active: true,
      events: ['push'],
      branch_filter: '*',
      config: {
        url: hook.url,
        content_type: 'json',
        http_method: 'post',
        ...(hook.secret && { secret: hook.secret }),
      },
    });
    await (known
      ? this.#ask(`${path}/${known}`, { method: 'PATCH', body, signal })
      : this.#ask(path, { method: 'POST', body, signal }));
  }

  async removeHook(
    repository: RepositoryName,
    url: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    if (!(await this.find(repository, signal))) return false;
    const known = await this.#hooks(repository, url, signal);
    for (const id of known) {
      const path = `${pathOf(repository)}/hooks/${id}`;
      await this.#ask(path, { method: 'DELETE', signal }, [404]);
    }
    return known.length > 0;
  }

  /** Ids of the hooks that tell an address. */
  async #hooks(
    repository: RepositoryName,
    url: string,
    signal?: AbortSignal,
  ): Promise<number[]> {
    const path = `${pathOf(repository)}/hooks?limit=50`;
    const answer = await this.#ask(path, { signal }, [404]);
    if (answer.status === 404) {
      const { owner, name } = repository;
      throw new NotFoundError(
        `There is no repository ${owner}/${name} at ${
          this.#config.host
        }, or the portal's account may not administer it`,
      );
    }
    return hooksSchema
      .parse(await answer.json())
      .filter(({ config }) => config.url === url)
      .map(({ id }) => id);
  }

  get #baseUrl(): string {
    const { baseUrl, host } = this.#config;
    return (baseUrl ?? `https://${host}`).replace(/\/+$/, '');
  }

  #ask(
    path: string,
    how: RequestInit,
    known: readonly number[] = [],
  ): Promise<Response> {
    const url = `${this.#baseUrl}/api/v1/repos/${path}`;
    const headers = { 'content-type': 'application/json' };
    return answerOf(this.#remote, url, { headers, ...how }, known);
  }
}

function pathOf({ owner, name }: RepositoryName): string {
  return `${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}
