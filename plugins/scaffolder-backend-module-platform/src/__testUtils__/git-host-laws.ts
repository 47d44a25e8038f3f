import assert from 'node:assert/strict';
import type {
  FirstCommit,
  GitHost,
  GitReaders,
  RepositoryName,
} from '../git/GitHost';

/** A git server under test, with what the laws are held against. */
export interface GitHostBench {
  readonly git: GitHost;
  /** A repository that is not there yet, of an owner who is. */
  readonly repository: RepositoryName;
  /** Accounts, and an owner for whom there is none yet. */
  readonly readers: GitReaders;
  readonly reader: string;
  /** Nobody is called so. */
  readonly nobody: string;
  /** What is pushed: a folder that may be used once, for the branch `main`. */
  readonly commit: FirstCommit;
  /** Frees what the bench holds. */
  close(): Promise<void>;
}

/** Something that every git server keeps to. */
export interface GitHostLaw {
  readonly title: string;
  check(bench: GitHostBench): Promise<void>;
}

const hook = { url: 'http://127.0.0.1:9/hook', secret: 'known to both' };

const make = ({ git, repository }: GitHostBench) =>
  git.create({
    ...repository,
    defaultBranch: 'main',
    description: 'Made by a test',
    isPrivate: true,
  });

const shouted = ({ owner, name }: RepositoryName) => ({
  owner,
  name: name.toUpperCase(),
});

/** Waits for what a git server takes in behind its answer. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    assert.ok(Date.now() < end, 'it did not come to be in time');
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** Laws of git servers, for `it.each`. */
export const gitHostLaws: readonly GitHostLaw[] = [
  {
    title: 'makes a repository once, whatever its letters',
    async check(bench) {
      const { git, repository } = bench;
      assert.equal(await git.find(repository), undefined);
      assert.equal(await make(bench), true);
      assert.equal(await make(bench), false);
      const other = { ...bench, repository: shouted(repository) };
      assert.equal(await make(other), false);
      const found = await git.find(repository);
      assert.ok(found);
      assert.ok(found.url.endsWith(`/${repository.owner}/${repository.name}`));
      assert.ok(Math.abs(Date.now() - found.createdAt.getTime()) < 3_600_000);
      assert.deepEqual(await git.find(shouted(repository)), found);
    },
  },
  {
    title: 'makes none for nobody',
    async check(bench) {
      const repository = { ...bench.repository, owner: bench.nobody };
      await assert.rejects(make({ ...bench, repository }), {
        name: 'NotFoundError',
      });
      assert.equal(await bench.git.find(repository), undefined);
    },
  },
  {
    title: 'has nothing in a repository that is new',
    async check(bench) {
      const { git, repository } = bench;
      const line = 'Pilothouse-Task: one';
      assert.equal(await git.head(repository, 'main'), undefined);
      await make(bench);
      assert.equal(await git.head(repository, 'main'), undefined);
      assert.equal(
        await git.hasCommit(repository, { branch: 'main', line }),
        false,
      );
      assert.deepEqual(await git.contents(repository), {
        branches: [],
        commits: 0,
        hasIssues: false,
        others: [],
      });
    },
  },
  {
    title: 'takes a first commit, and knows it by a line of its message',
    async check(bench) {
      const { git, repository, commit } = bench;
      await make(bench);
      await git.push(repository, {
        ...commit,
        message: 'First\n\nPilothouse-Task: one',
      });
      const head = await until(() => git.head(repository, 'main'));
      assert.ok(head.length > 0);
      assert.equal(await git.head(repository, 'else'), undefined);
      const has = (line: string, branch = 'main') =>
        git.hasCommit(repository, { branch, line });
      assert.equal(await has('Pilothouse-Task: one'), true);
      assert.equal(await has('Pilothouse-Task: on'), false);
      assert.equal(await has('Pilothouse-Task: one', 'else'), false);
      const contents = await git.contents(repository);
      assert.deepEqual(contents, {
        branches: ['main'],
        commits: 1,
        hasIssues: false,
        others: [],
      });
    },
  },
  {
    title: 'protects a branch once, also before it is there',
    async check(bench) {
      const { git, repository } = bench;
      await assert.rejects(git.protectBranch(repository, 'main'), {
        name: 'NotFoundError',
      });
      await make(bench);
      assert.equal(await git.protectBranch(repository, 'main'), true);
      assert.equal(await git.protectBranch(repository, 'main'), false);
      assert.equal(await git.protectBranch(repository, 'other'), true);
    },
  },
  {
    title: 'has one hook to an address',
    async check(bench) {
      const { git, repository } = bench;
      await assert.rejects(git.hasHook(repository, hook.url), {
        name: 'NotFoundError',
      });
      assert.equal(await git.removeHook(repository, hook.url), false);
      await make(bench);
      assert.equal(await git.hasHook(repository, hook.url), false);
      await git.ensureHook(repository, hook);
      await git.ensureHook(repository, { ...hook, secret: 'another' });
      assert.equal(await git.hasHook(repository, hook.url), true);
      assert.equal(await git.hasHook(repository, `${hook.url}/else`), false);
      assert.equal(await git.removeHook(repository, hook.url), true);
      assert.equal(await git.removeHook(repository, hook.url), false);
      assert.equal(await git.hasHook(repository, hook.url), false);
    },
  },
  {
    title: 'removes what is there, with its hooks',
    async check(bench) {
      const { git, repository } = bench;
      assert.equal(await git.remove(repository), false);
      await make(bench);
      await git.ensureHook(repository, hook);
      assert.equal(await git.remove(repository), true);
      assert.equal(await git.remove(repository), false);
      assert.equal(await git.find(repository), undefined);
      assert.equal(await make(bench), true);
      assert.equal(await git.hasHook(repository, hook.url), false);
    },
  },
  {
    title: 'is cloned from an address that names the repository',
    async check({ git, repository: { owner, name } }) {
      const url = git.cloneUrl({ owner, name });
      assert.ok(new URL(url).pathname.endsWith(`/${owner}/${name}.git`));
    },
  },
  {
    title:
      'has an account that reads for an owner, with a token for each purpose',
    async check({ readers, reader }) {
      assert.equal(await readers.has(reader), false);
      const one = await readers.ensure(reader, 'one');
      const other = await readers.ensure(reader, 'other');
      const again = await readers.ensure(reader, 'one');
      assert.equal(await readers.has(reader), true);
      assert.equal(other.username, one.username);
      const all = [one, other, again].map(({ password }) => password);
      assert.equal(new Set(all).size, 3);
      await readers.forgetTokens(reader, new Date(0));
      assert.equal(await readers.remove(reader), true);
      assert.equal(await readers.remove(reader), false);
      assert.equal(await readers.has(reader), false);
    },
  },
  {
    title: 'has no account that reads for nobody',
    async check({ readers, nobody }) {
      await assert.rejects(readers.ensure(nobody, 'one'), {
        name: 'NotFoundError',
      });
      assert.equal(await readers.has(nobody), false);
    },
  },
];
