import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credential } from '../credential.ts';
import type { Checkout, Commit, Revision } from '../model.ts';
import { exists } from '../../../platform/files.ts';
import { type Context, say } from './context.ts';
import { StepFailure } from './outcome.ts';
import { runCommand } from './run-command.ts';
import { secretsOfFile } from './secret-files.ts';

const ASKPASS = `#!/bin/sh
case "$1" in
  Username*) printf '%s\\n' "$CI_GIT_USERNAME" ;;
  *) printf '%s\\n' "$CI_GIT_PASSWORD" ;;
esac
`;

/** Git in one folder, signed in with a credential that never stands in a command. */
export class Git {
  readonly #context: Context;
  readonly #directory: string;
  readonly #environment: Record<string, string>;

  private constructor(
    context: Context,
    directory: string,
    environment: Record<string, string>,
  ) {
    this.#context = context;
    this.#directory = directory;
    this.#environment = environment;
  }

  static async open(
    context: Context,
    directory: string,
    credentialsId: string | undefined,
  ): Promise<Git> {
    await mkdir(directory, { recursive: true });
    const { folders } = context.session.request;
    const askpass = join(folders.scratch, 'askpass.sh');
    await mkdir(folders.scratch, { recursive: true, mode: 0o700 });
    await writeFile(askpass, ASKPASS);
    await chmod(askpass, 0o700);
    const git = new Git(context, directory, {
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: askpass,
      ...(credentialsId && (await signIn(context, credentialsId))),
    });
    if (!(await exists(join(directory, '.git'))))
      await git.run(['init', '--quiet']);
    return git;
  }

  /** @throws StepFailure when git does not succeed; what it said is in the log */
  async run(args: readonly string[]): Promise<string> {
    const { code, stdout } = await this.try(args);
    if (code === 0) return stdout;
    throw new StepFailure(`git ${args[0] ?? ''} returned status code ${code}`);
  }

  try(args: readonly string[]): Promise<{ code: number; stdout: string }> {
    return runCommand(this.#context, {
      command: 'git',
      args: [
        '-c',
        'credential.helper=',
        '-c',
        'advice.detachedHead=false',
        ...args,
      ],
      directory: this.#directory,
      environment: this.#environment,
      capture: true,
    });
  }

  /** The commit of a name, where there is one. */
  async commitOf(name: string): Promise<string | undefined> {
    const args = ['rev-parse', '--quiet', '--verify', `${name}^{commit}`];
    const { code, stdout } = await this.try(args);
    return code === 0 ? stdout.trim() : undefined;
  }
}

async function signIn(context: Context, id: string) {
  const found = await credentialOf(context, id);
  if (found.kind === 'secret-file')
    throw new StepFailure(`credential "${id}" is a file, which git cannot use`);
  const secret = found.kind === 'secret-text' ? found.secret : found.password;
  return {
    CI_GIT_USERNAME: found.kind === 'secret-text' ? 'token' : found.username,
    CI_GIT_PASSWORD: secret,
  };
}

/** Finds a credential, and hides it in the log from then on. */
export async function credentialOf(
  context: Context,
  id: string,
): Promise<Credential> {
  const { request, secrets } = context.session;
  const found = await request.credentials(id);
  if (!found)
    throw new StepFailure(`Could not find credentials entry with ID '${id}'`);
  if (found.kind === 'secret-text') secrets.add(found.secret);
  if (found.kind === 'username-password') secrets.add(found.password);
  if (found.kind === 'secret-file')
    secretsOfFile(found.content).forEach(each => secrets.add(each));
  return found;
}

/** Fetches all of a repository and checks out one revision of it. */
export async function checkOut(
  context: Context,
  directory: string,
  checkout: Checkout,
): Promise<Revision> {
  const { url, branch } = checkout;
  const git = await Git.open(context, directory, checkout.credentialsId);
  await say(
    context,
    `Fetching changes from the remote Git repository\n > git fetch ${url}`,
  );
  await git.run(['config', 'remote.origin.url', url]);
  await git.run([
    ...['fetch', '--quiet', '--tags', '--force', '--prune', 'origin'],
    '+refs/heads/*:refs/remotes/origin/*',
  ]);
  const commit = await resolveCommit(git, checkout);
  await say(context, `Checking out Revision ${commit} (${branch})`);
  await git.run(['checkout', '--quiet', '--force', '--detach', commit]);
  const changes = await changesSince(git, commit, checkout.previousCommit);
  const [newest] = await commitsOf(git, ['--max-count=1', commit]);
  await say(context, `Commit message: "${newest?.subject ?? ''}"`);
  const named = context.session.request.environment.BRANCH_NAME === branch;
  return { url, branch: named ? branch : `origin/${branch}`, commit, changes };
}

async function resolveCommit(git: Git, checkout: Checkout): Promise<string> {
  const names = checkout.commit
    ? [checkout.commit]
    : [
        `refs/remotes/origin/${checkout.branch}`,
        `refs/tags/${checkout.branch}`,
      ];
  for (const name of names) {
    const commit = await git.commitOf(name);
    if (commit) return commit;
  }
  throw new StepFailure(
    `Couldn't find any revision to build. Verify the repository and branch configuration for this job: ${
      checkout.url
    } has no ${checkout.commit ?? checkout.branch}`,
  );
}

const MOST_CHANGES = 100;

async function changesSince(
  git: Git,
  commit: string,
  previous: string | undefined,
): Promise<Commit[]> {
  if (!previous || !(await git.commitOf(previous))) return [];
  return commitsOf(git, [
    ...[`--max-count=${MOST_CHANGES}`, '--name-only'],
    ...[`${previous}..${commit}`],
  ]);
}

async function commitsOf(git: Git, args: readonly string[]): Promise<Commit[]> {
  const format = '--format=%x1e%H%x1f%an%x1f%ae%x1f%ct%x1f%s%x1f%B%x1f';
  const text = await git.run(['log', format, ...args, '--']);
  return text
    .split('\x1e')
    .slice(1)
    .map(record => {
      const [
        id = '',
        author = '',
        email = '',
        at = '',
        subject = '',
        message = '',
        paths = '',
      ] = record.split('\x1f');
      return {
        ...{ id, author, email, subject, message },
        timestampMillis: Number(at) * 1000,
        paths: paths.split('\n').filter(Boolean),
      };
    });
}

/** The text of one file of a repository, and the commit that it is of. */
export async function readRemoteFile(
  context: Context,
  checkout: Checkout,
  path: string,
): Promise<{ text: string; commit: string }> {
  const folder = join(context.session.request.folders.scratch, 'scm');
  const git = await Git.open(context, folder, checkout.credentialsId);
  const remote = ['--quiet', '--force', checkout.url];
  const wanted = checkout.commit ?? checkout.branch;
  const shallow = await git.try(['fetch', '--depth=1', ...remote, wanted]);
  let commit =
    shallow.code === 0 ? await git.commitOf('FETCH_HEAD') : undefined;
  if (!commit) {
    await git.run([
      'fetch',
      '--tags',
      ...remote,
      '+refs/heads/*:refs/remotes/origin/*',
    ]);
    commit = await resolveCommit(git, checkout);
  }
  const file = await git.try(['show', `${commit}:${path}`]);
  if (file.code !== 0)
    throw new StepFailure(`Unable to find ${path} from git ${checkout.url}`);
  return { text: file.stdout, commit };
}
