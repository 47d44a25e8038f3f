import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import {
  getGiteaRequestOptions,
  type GiteaIntegrationConfig,
} from '@backstage/integration';
import { initRepoAndPush } from '@backstage/plugin-scaffolder-node';
import type { Remote } from '../http/remote';
import type { Login } from '../settings';
import {
  activitiesSchema,
  branchSchema,
  branchesSchema,
  commitsSchema,
  emptySchema,
  hooksSchema,
  listSchema,
  repositorySchema,
} from './gitea-answers';
import { askGitea, giteaUrl, missing } from './gitea-api';
import { GiteaReaders } from './GiteaReaders';
import type {
  Contents,
  FirstCommit,
  GitHost,
  Hook,
  NewRepository,
  Repository,
  RepositoryName,
} from './GitHost';

/** How a push fails that will not do better in a moment; its client tells that in words only. */
const refusedPush =
  /^(HTTP Error: 40[13]\b|One or more branches were not updated|Push rejected)/;

/** Commits by their messages alone. */
const briefly = 'stat=false&verification=false&files=false';

/** A Gitea server, by its API. */
export class GiteaHost implements GitHost {
  readonly #config: GiteaIntegrationConfig;
  readonly #remote: Remote;
  readonly readers?: GiteaReaders;

  /** @param administrator - by whom accounts are made, where the portal may do that */
  constructor(config: GiteaIntegrationConfig, administrator?: Login) {
    this.#config = config;
    this.readers = administrator && new GiteaReaders(config, administrator);
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
    const answer = await this.#ask(pathOf(repository), { signal }, missing);
    if (!answer.ok) return undefined;
    const { created_at, full_name, html_url } = repositorySchema.parse(
      await answer.json(),
    );
    const { owner, name } = repository;
    return full_name.toLowerCase() === `${owner}/${name}`.toLowerCase()
      ? { createdAt: created_at, url: html_url }
      : undefined;
  }

  async create(
    { owner, ...repository }: NewRepository,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const path = `orgs/${encodeURIComponent(owner)}/repos`;
    const body = JSON.stringify({
      name: repository.name,
      description: repository.description,
      private: repository.isPrivate,
      default_branch: repository.defaultBranch,
    });
    const how = { method: 'POST', body, signal };
    const answer = await this.#ask(path, how, [404, 409]);
    if (answer.status === 404) {
      throw new NotFoundError(
        `There is no organization ${owner} at ${
          this.#config.host
        }, or the portal's account may not make repositories in it: ask a platform engineer to create it`,
      );
    }
    return answer.ok;
  }

  async head(
    repository: RepositoryName,
    branch: string,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    const whole = await this.#ask(pathOf(repository), { signal }, missing);
    // Gitea 1.26 fails when it is asked for a branch while it still takes in the first push.
    if (!whole.ok || emptySchema.parse(await whole.json()).empty) {
      return undefined;
    }
    const path = `${pathOf(repository)}/branches/${encodeURIComponent(branch)}`;
    const answer = await this.#ask(path, { signal }, missing);
    if (!answer.ok) return undefined;
    return branchSchema.parse(await answer.json()).commit.id;
  }

  async hasCommit(
    repository: RepositoryName,
    { branch, line }: { readonly branch: string; readonly line: string },
    signal?: AbortSignal,
  ): Promise<boolean> {
    const sha = encodeURIComponent(branch);
    const path = `${pathOf(repository)}/commits?${briefly}&limit=50&sha=${sha}`;
    // Of a repository without commits Gitea says that it is in conflict with the question.
    const answer = await this.#ask(path, { signal }, [...missing, 409]);
    if (!answer.ok) return false;
    return commitsSchema
      .parse(await answer.json())
      .some(({ commit }) => commit.message.split(/\r?\n/).includes(line));
  }

  async push(
    repository: RepositoryName,
    { author, branch, folder, logger, message }: FirstCommit,
  ): Promise<void> {
    const { host, password, username } = this.#config;
    if (!username || !password) {
      throw new ServiceUnavailableError(
        `integrations.gitea has no username and password for ${host}, by which the portal could push: a platform engineer can add them`,
      );
    }
    try {
      await initRepoAndPush({
        auth: { username, password },
        commitMessage: message,
        defaultBranch: branch,
        dir: folder,
        gitAuthorInfo: author,
        logger,
        remoteUrl: this.cloneUrl(repository),
      });
    } catch (error) {
      const { message: said } = toError(error);
      const what = `the first commit of ${repository.owner}/${repository.name}`;
      if (refusedPush.test(said)) {
        throw new NotAllowedError(
          `The git server ${host} refuses ${what}, which the portal's account pushes: see its password in integrations.gitea, what it may do there, and whether a rule protects the branch ${branch}. It says: ${said}`,
        );
      }
      throw new ServiceUnavailableError(
        `The git server ${host} did not take ${what}: ${said}`,
      );
    }
  }

  async contents(
    repository: RepositoryName,
    signal?: AbortSignal,
  ): Promise<Contents> {
    const path = pathOf(repository);
    const read = async (what: string, known?: readonly number[]) => {
      const answer = await this.#ask(`${path}/${what}`, { signal }, known);
      return answer.ok ? answer.json() : [];
    };
    const branches = branchesSchema.parse(await read('branches?limit=2'));
    const sha =
      branches.length > 0 ? `&sha=${encodeURIComponent(branches[0])}` : '';
    // Of a repository without commits Gitea says that it is in conflict with the question.
    const [commits, issues, activities] = await Promise.all([
      read(`commits?${briefly}&limit=2${sha}`, [409]),
      read('issues?state=all&limit=1'),
      read('activities/feeds?limit=50'),
    ]);
    const portal = this.#config.username?.toLowerCase();
    const doers = activitiesSchema
      .parse(activities)
      .map(({ act_user }) => act_user.login);
    return {
      branches,
      commits: listSchema.parse(commits).length,
      hasIssues: listSchema.parse(issues).length > 0,
      others: [...new Set(doers)].filter(who => who.toLowerCase() !== portal),
    };
  }

  async remove(
    repository: RepositoryName,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const how = { method: 'DELETE', signal };
    const answer = await this.#ask(pathOf(repository), how, missing);
    return answer.ok;
  }

  async protectBranch(
    repository: RepositoryName,
    branch: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const path = `${pathOf(repository)}/branch_protections`;
    const rule = `${path}/${encodeURIComponent(branch)}`;
    if ((await this.#ask(rule, { signal }, missing)).ok) return false;
    const body = JSON.stringify({
      rule_name: branch,
      enable_push: true,
      enable_force_push: false,
      block_on_rejected_reviews: true,
    });
    const how = { method: 'POST', body, signal };
    if ((await this.#ask(path, how, missing)).ok) return true;
    throw this.#unknown(repository);
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
    const answer = await this.#ask(path, { signal }, missing);
    if (!answer.ok) throw this.#unknown(repository);
    return hooksSchema
      .parse(await answer.json())
      .filter(({ config }) => config.url === url)
      .map(({ id }) => id);
  }

  #unknown({ owner, name }: RepositoryName): NotFoundError {
    return new NotFoundError(
      `There is no repository ${owner}/${name} at ${
        this.#config.host
      }, or the portal's account may not administer it`,
    );
  }

  get #baseUrl(): string {
    return giteaUrl(this.#config);
  }

  #ask(
    path: string,
    how: RequestInit,
    known: readonly number[] = [],
  ): Promise<Response> {
    const at = { baseUrl: this.#baseUrl, remote: this.#remote };
    return askGitea(at, path, how, known);
  }
}

function pathOf({ owner, name }: RepositoryName): string {
  return `repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}
