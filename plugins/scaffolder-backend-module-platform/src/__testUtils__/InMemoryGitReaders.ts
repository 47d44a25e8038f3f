import { ConflictError, NotFoundError } from '@backstage/errors';
import type { GitReaders } from '../git/GitHost';

/** Twin of the accounts of a git server. */
export class InMemoryGitReaders implements GitReaders {
  /** Tokens of each account by what they are for, by owner. */
  readonly tokens = new Map<string, Map<string, { value: string; at: Date }>>();
  /** Owners for whom somebody else has an account of that name. */
  readonly taken = new Set<string>();
  /** Throws to refuse. */
  gate: (what: string) => void = () => {};
  #made = 0;

  /** @param owners - who may have one; anybody unless told */
  constructor(private readonly owners?: readonly string[]) {}

  async ensure(owner: string, purpose: string) {
    this.gate('ensure');
    if (this.owners && !this.owners.includes(owner)) {
      throw new NotFoundError(`There is no organization ${owner}`);
    }
    await this.has(owner);
    const tokens = this.tokens.get(owner) ?? new Map();
    this.#made += 1;
    const value = `token ${this.#made} of ${owner}`;
    this.tokens.set(owner, tokens.set(purpose, { value, at: new Date() }));
    return { username: `${owner}.ci`, password: value };
  }

  async has(owner: string): Promise<boolean> {
    if (this.taken.has(owner)) {
      throw new ConflictError(`${owner}.ci is somebody else`);
    }
    return this.tokens.has(owner);
  }

  async forgetTokens(owner: string, olderThan: Date): Promise<void> {
    this.gate('forget');
    const tokens = this.tokens.get(owner);
    for (const [purpose, { at }] of tokens ?? []) {
      if (at < olderThan) tokens?.delete(purpose);
    }
  }

  async remove(owner: string): Promise<boolean> {
    this.gate('remove');
    return (await this.has(owner)) && this.tokens.delete(owner);
  }
}
