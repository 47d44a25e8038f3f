import { createHash, randomBytes } from 'node:crypto';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { basicAuth } from '@pilothouse/plugin-platform-node';
import type { Login } from '../settings';
import {
  accountSchema,
  teamsSchema,
  tokenSchema,
  tokensSchema,
} from './gitea-answers';
import { askGitea, giteaUrl, missing } from './gitea-api';
import type { GitReaders } from './GitHost';

/** The team of an organization that may read all of its repositories, and nothing else. */
const team = {
  name: 'pilothouse-pipelines',
  permission: 'read',
  includes_all_repositories: true,
  units_map: { 'repo.code': 'read' },
};

/** As many characters as Gitea lets the name of an account have. */
const longest = 40;
const suffix = '.ci';

/** Accounts of a Gitea server, made by an administrator of it. */
export class GiteaReaders implements GitReaders {
  readonly #at: Parameters<typeof askGitea>[0];
  readonly #host: string;

  constructor(
    config: { readonly host: string; readonly baseUrl?: string },
    { password, username }: Login,
  ) {
    this.#host = config.host;
    this.#at = {
      baseUrl: giteaUrl(config),
      remote: {
        name: `For pilothouse.delivery.git.administrator, the git server ${config.host}`,
        headers: { authorization: basicAuth(username, password) },
      },
    };
  }

  async ensure(
    owner: string,
    purpose: string,
    signal?: AbortSignal,
  ): Promise<Login> {
    const username = nameOf(owner);
    // First, as an account that may read nothing would be left where there is no such owner.
    const teamId = await this.#ensureTeam(owner, signal);
    if (!(await this.has(owner, signal))) await this.#create(owner, signal);
    await this.#ask(`teams/${teamId}/members/${encodeURIComponent(username)}`, {
      method: 'PUT',
      signal,
    });
    return { username, password: await this.#token(owner, purpose, signal) };
  }

  async has(owner: string, signal?: AbortSignal): Promise<boolean> {
    const answer = await this.#ask(userPath(owner), { signal }, missing);
    if (!answer.ok) return false;
    const { login_name } = accountSchema.parse(await answer.json());
    if (login_name !== markOf(owner)) throw this.#taken(owner);
    return true;
  }

  async forgetTokens(
    owner: string,
    olderThan: Date,
    signal?: AbortSignal,
  ): Promise<void> {
    for (const { created_at, id } of await this.#tokens(owner, signal)) {
      if (created_at < olderThan) await this.#revoke(owner, id, signal);
    }
  }

  async remove(owner: string, signal?: AbortSignal): Promise<boolean> {
    if (!(await this.has(owner, signal))) return false;
    const id = await this.#findTeam(owner, signal);
    const how = { method: 'DELETE', signal };
    // Gitea deletes no account that is still in an organization.
    if (id !== undefined) await this.#ask(`teams/${id}`, how, missing);
    const path = `admin/${userPath(owner)}`;
    return (await this.#ask(path, how, missing)).ok;
  }

  async #create(owner: string, signal?: AbortSignal): Promise<void> {
    const username = nameOf(owner);
    const body = JSON.stringify({
      username,
      email: `${username}@noreply.invalid`,
      full_name: `Pipelines of ${owner}`,
      // Told to nobody: it is only used by its tokens.
      password: `${randomBytes(32).toString('base64url')}aA1!`,
      must_change_password: false,
      restricted: true,
      visibility: 'private',
      login_name: markOf(owner),
    });
    const how = { method: 'POST', body, signal };
    const answer = await this.#ask('admin/users', how, [422]);
    if (answer.ok) return;
    const said = await answer.text();
    // Another run may have made it in between.
    if (await this.has(owner, signal)) return;
    throw new ConflictError(
      `The git server ${
        this.#host
      } does not make the account ${username}, by which pipelines of ${owner} read its repositories: ${said}`,
    );
  }

  /** @returns a token that reads repositories, in place of one for the same purpose */
  async #token(
    owner: string,
    purpose: string,
    signal?: AbortSignal,
  ): Promise<string> {
    const name = `pilothouse-${purpose}`;
    for (const token of await this.#tokens(owner, signal)) {
      if (token.name === name) await this.#revoke(owner, token.id, signal);
    }
    const body = JSON.stringify({ name, scopes: ['read:repository'] });
    const how = { method: 'POST', body, signal };
    const answer = await this.#ask(`${userPath(owner)}/tokens`, how);
    return tokenSchema.parse(await answer.json()).sha1;
  }

  async #tokens(owner: string, signal?: AbortSignal) {
    const path = `${userPath(owner)}/tokens?limit=50`;
    const answer = await this.#ask(path, { signal });
    return tokensSchema.parse(await answer.json());
  }

  async #revoke(
    owner: string,
    id: number,
    signal?: AbortSignal,
  ): Promise<void> {
    const how = { method: 'DELETE', signal };
    await this.#ask(`${userPath(owner)}/tokens/${id}`, how, missing);
  }

  async #ensureTeam(owner: string, signal?: AbortSignal): Promise<number> {
    const known = await this.#findTeam(owner, signal);
    if (known !== undefined) return known;
    const path = `orgs/${encodeURIComponent(owner)}/teams`;
    const how = { method: 'POST', body: JSON.stringify(team), signal };
    // Also when another run has made it in between.
    await this.#ask(path, how, [...missing, 422]);
    const made = await this.#findTeam(owner, signal);
    if (made !== undefined) return made;
    throw new NotFoundError(
      `There is no organization ${owner} at ${
        this.#host
      }: ask a platform engineer to create it`,
    );
  }

  async #findTeam(
    owner: string,
    signal?: AbortSignal,
  ): Promise<number | undefined> {
    const path = `orgs/${encodeURIComponent(owner)}/teams/search?q=${
      team.name
    }`;
    const answer = await this.#ask(path, { signal }, missing);
    if (!answer.ok) return undefined;
    const { data } = teamsSchema.parse(await answer.json());
    return data.find(({ name }) => name.toLowerCase() === team.name)?.id;
  }

  #taken(owner: string): ConflictError {
    return new ConflictError(
      `The git server ${this.#host} has an account ${nameOf(
        owner,
      )} that the portal has not made: pipelines of ${owner} would read its repositories by that name, so have a platform engineer rename or delete it`,
    );
  }

  #ask(
    path: string,
    how: RequestInit,
    known?: readonly number[],
  ): Promise<Response> {
    return askGitea(this.#at, path, how, known);
  }
}

/** With a dot, which no team has in its name, so that it is no organization's. */
function nameOf(owner: string): string {
  if (owner.length + suffix.length <= longest) return `${owner}${suffix}`;
  const digest = createHash('sha256').update(owner).digest('hex').slice(0, 8);
  const room = longest - suffix.length - digest.length - 1;
  return `${owner.slice(0, room)}-${digest}${suffix}`;
}

/** By what the portal knows the account as its own: only administrators can write it. */
function markOf(owner: string): string {
  return `pilothouse:${owner}`;
}

function userPath(owner: string): string {
  return `users/${encodeURIComponent(nameOf(owner))}`;
}
