import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensurePrivateDir, exists } from '../../../platform/files.ts';
import type { Credential } from '../credential.ts';

const LIMIT_MS = 60_000;
const execute = promisify(execFile);

/** A repository elsewhere, and the folder in which what is looked at of it is kept. */
export interface GitRemote {
  readonly url: string;
  readonly folder: string;
  readonly credential?: Credential;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Branches of a repository, with the commit that each is at.
 *
 * @throws Error with what git says when it cannot be read
 */
export async function headsOf(remote: GitRemote): Promise<Map<string, string>> {
  const out = await git(remote, ['ls-remote', '--heads', '--', remote.url]);
  return new Map(
    out
      .split('\n')
      .map(line => /^([0-9a-f]+)\trefs\/heads\/(.+)$/.exec(line))
      .flatMap(found => (found?.[1] && found[2] ? [[found[2], found[1]]] : [])),
  );
}

/** Whether a branch has a file. */
export async function branchHasFile(
  remote: GitRemote,
  branch: string,
  path: string,
): Promise<boolean> {
  if (!(await exists(join(remote.folder, 'HEAD')))) {
    await ensurePrivateDir(remote.folder);
    await git(remote, ['init', '--bare', '--quiet']);
  }
  const ref = `refs/heads/${branch}`;
  await git(remote, [
    'fetch',
    '--quiet',
    '--depth=1',
    '--no-tags',
    '--end-of-options',
    remote.url,
    `+${ref}:${ref}`,
  ]);
  const found = await git(remote, [
    'ls-tree',
    '--name-only',
    '--end-of-options',
    ref,
    path,
  ]);
  return found.trim() !== '';
}

async function git(
  { folder, credential, environment, url }: GitRemote,
  args: readonly string[],
): Promise<string> {
  await ensurePrivateDir(folder);
  try {
    const { stdout } = await execute('git', [...args], {
      cwd: folder,
      timeout: LIMIT_MS,
      maxBuffer: 16 * 1024 * 1024,
      env: {
        ...environment,
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        ...authorization(url, credential),
      },
    });
    return stdout;
  } catch (error) {
    const said = String(Reflect.get(Object(error), 'stderr') ?? '').trim();
    throw new Error(said || `git ${args[0]} failed: ${String(error)}`);
  }
}

/** In the environment, because arguments can be read by everybody on the machine. */
function authorization(
  url: string,
  credential: Credential | undefined,
): Record<string, string> {
  if (credential?.kind !== 'username-password' || !/^https?:/.test(url))
    return {};
  const { username, password } = credential;
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(url).origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  };
}
