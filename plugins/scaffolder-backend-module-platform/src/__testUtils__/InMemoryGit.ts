import { InputError, NotFoundError } from '@backstage/errors';
import type {
  Contents,
  FirstCommit,
  GitHost,
  GitHosts,
  Hook,
  NewRepository,
  Repository,
  RepositoryName,
} from '../git/GitHost';
import { InMemoryGitReaders } from './InMemoryGitReaders';

/** Who pushed it. */
interface Commit {
  readonly by: string;
  readonly message?: string;
}

/** The account with which the portal publishes. */
const portal = 'portal';

interface Stored {
  /** Who made it. */
  readonly by: string;
  readonly repository: Repository;
  readonly branches: Readonly<Record<string, readonly Commit[]>>;
  /** By whom each was opened. */
  readonly issues: readonly string[];
  readonly hooks: Hook[];
  readonly rules: string[];
}

/** Git servers take no notice of small and big letters. */
const keyOf = ({ owner, name }: RepositoryName) =>
  `${owner}/${name}`.toLowerCase();

/** Twin of the git servers: one host, whose repositories tests put there. */
export class InMemoryGit implements GitHosts, GitHost {
  readonly repositories = new Map<string, Stored>();
  /** Without them the portal may make no accounts. */
  readers: InMemoryGitReaders | undefined;
  /** Throws to refuse. */
  gate: (what: string) => void = () => {};

  /** @param owners - who may have repositories; anybody unless told */
  constructor(
    private readonly host: string,
    private readonly owners?: readonly string[],
  ) {
    this.readers = new InMemoryGitReaders(owners);
  }

  at(host: string): GitHost {
    if (host !== this.host) throw new InputError(`No git server ${host}`);
    return this;
  }

  /** Puts a repository there, as a publish action would, or with what people did in it. */
  put(
    name: RepositoryName,
    {
      createdAt = new Date(),
      branches = { main: [{ by: portal }] },
      issues = [],
      by = portal,
    }: Partial<Pick<Stored, 'branches' | 'by' | 'issues'>> & {
      createdAt?: Date;
    } = {},
  ): void {
    const url = `https://${this.host}/${name.owner}/${name.name}`;
    this.repositories.set(keyOf(name), {
      repository: { createdAt, url },
      branches,
      by,
      issues,
      hooks: [],
      rules: [],
    });
  }

  cloneUrl(name: RepositoryName): string {
    return `https://${this.host}/${name.owner}/${name.name}.git`;
  }

  async find(name: RepositoryName): Promise<Repository | undefined> {
    this.gate('find');
    return this.repositories.get(keyOf(name))?.repository;
  }

  async create({ name, owner }: NewRepository): Promise<boolean> {
    this.gate('create');
    if (this.owners && !this.owners.includes(owner.toLowerCase())) {
      throw new NotFoundError(`There is no organization ${owner}`);
    }
    if (this.repositories.has(keyOf({ name, owner }))) return false;
    this.put({ name, owner }, { branches: {} });
    this.gate('created');
    return true;
  }

  async head(
    name: RepositoryName,
    branch: string,
  ): Promise<string | undefined> {
    this.gate('head');
    const commits = this.repositories.get(keyOf(name))?.branches[branch];
    return commits && `${branch}-${commits.length}`;
  }

  async hasCommit(
    name: RepositoryName,
    { branch, line }: { readonly branch: string; readonly line: string },
  ): Promise<boolean> {
    const commits = this.repositories.get(keyOf(name))?.branches[branch] ?? [];
    return commits.some(({ message }) => message?.split('\n').includes(line));
  }

  async push(
    name: RepositoryName,
    { branch, message }: FirstCommit,
  ): Promise<void> {
    this.gate('push');
    const { branches, ...stored } = this.#stored(name);
    const commits = [...(branches[branch] ?? []), { by: portal, message }];
    this.repositories.set(keyOf(name), {
      ...stored,
      branches: { ...branches, [branch]: commits },
    });
    this.gate('pushed');
  }

  async contents(name: RepositoryName): Promise<Contents> {
    const { branches, by: founder, issues } = this.#stored(name);
    const commits = Object.values(branches);
    const doers = [founder, ...commits.flat().map(({ by }) => by), ...issues];
    return {
      branches: Object.keys(branches).slice(0, 2),
      commits: Math.min(commits[0]?.length ?? 0, 2),
      hasIssues: issues.length > 0,
      others: [...new Set(doers)].filter(who => who !== portal),
    };
  }

  async remove(name: RepositoryName): Promise<boolean> {
    this.gate('remove');
    return this.repositories.delete(keyOf(name));
  }

  async protectBranch(name: RepositoryName, branch: string): Promise<boolean> {
    this.gate('protect');
    const { rules } = this.#stored(name);
    const isNew = !rules.includes(branch);
    if (isNew) rules.push(branch);
    return isNew;
  }

  async hasHook(name: RepositoryName, url: string): Promise<boolean> {
    return this.#stored(name).hooks.some(hook => hook.url === url);
  }

  async ensureHook(name: RepositoryName, hook: Hook): Promise<void> {
    this.gate('hook');
    await this.removeHook(name, hook.url);
    this.#stored(name).hooks.push(hook);
  }

  async removeHook(name: RepositoryName, url: string): Promise<boolean> {
    const hooks = this.repositories.get(keyOf(name))?.hooks ?? [];
    const at = hooks.findIndex(hook => hook.url === url);
    return at >= 0 && hooks.splice(at, 1).length > 0;
  }

  #stored(name: RepositoryName): Stored {
    const stored = this.repositories.get(keyOf(name));
    if (!stored) throw new NotFoundError(`No repository ${keyOf(name)}`);
    return stored;
  }
}
