import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { readIfExists, writeAtomic } from '../../platform/files.ts';
import { goToolPath } from '../../platform/go-tools.ts';
import type { Platform } from '../../platform/platform.ts';
import { userCenterEndpoints } from '../user-center/index.ts';
import { DEVELOPERS, TEAMS } from './organizations.ts';
import { GIT_ADMINISTRATOR, gitFiles, giteaTool } from './settings.ts';

const SIGN_IN = 'user-center';
/** The database that it makes is nobody else's to read. */
const ONLY_FOR_THE_OWNER = 'umask 077; exec "$0" "$@"';

/**
 * Makes the administrator with its token, and the sign-in by the user center, before the
 * server runs. Does nothing when all is as it should be.
 */
export async function setUpGitea(platform: Platform): Promise<void> {
  const files = gitFiles(platform);
  if ((await readIfExists(files.token)) === undefined) {
    await gitea(platform, ['migrate']);
    await makeAdministrator(platform);
  }
  const options = await signInOptions(platform);
  const mark = createHash('sha256').update(options.join('\0')).digest('hex');
  if ((await readIfExists(files.signInMark)) === mark) return;
  const id = signInId(await gitea(platform, ['admin', 'auth', 'list']));
  await gitea(
    platform,
    id
      ? ['admin', 'auth', 'update-oauth', '--id', id, ...options]
      : ['admin', 'auth', 'add-oauth', ...options],
  );
  await writeAtomic(files.signInMark, mark);
}

/** The identifier in Gitea's table of sign-ins, if ours is there. */
export function signInId(table: string): string | undefined {
  const row = table
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .find(([, name]) => name === SIGN_IN);
  return row?.[0];
}

async function makeAdministrator(platform: Platform): Promise<void> {
  const user = ['--username', GIT_ADMINISTRATOR];
  await gitea(platform, [
    ...['admin', 'user', 'create', ...user, '--admin', '--random-password'],
    ...['--email', 'pilothouse@localhost', '--must-change-password=false'],
  ]).catch((error: unknown) => {
    // A start that was cut off may have made the user and not the token.
    if (!/already exists/.test(String(error))) throw error;
  });
  const printed = await gitea(platform, [
    ...['admin', 'user', 'generate-access-token', ...user, '--raw'],
    ...['--token-name', `platform-${Date.now()}`, '--scopes', 'all'],
  ]);
  await writeAtomic(gitFiles(platform).token, tokenIn(printed));
}

/** Gitea may print warnings before the token. @throws Error when there is none */
export function tokenIn(printed: string): string {
  const token = printed.trim().split('\n').at(-1)?.trim() ?? '';
  if (!/^[0-9a-f]{40}$/.test(token)) throw new Error('gitea printed no token');
  return token;
}

/** Whoever signs in joins the organizations of the teams that the user center names. */
async function signInOptions(platform: Platform): Promise<string[]> {
  const center = userCenterEndpoints(platform);
  const secret = await readFile(center.gitClientSecretFile, 'utf8');
  const teams = TEAMS.map(team => [team, { [team]: [DEVELOPERS] }] as const);
  return [
    ...['--name', SIGN_IN, '--provider', 'openidConnect'],
    ...['--key', center.gitClientId, '--secret', secret],
    ...['--auto-discover-url', center.discoveryUrl],
    ...['profile', 'email', 'groups'].flatMap(name => ['--scopes', name]),
    ...['--group-claim-name', 'groups', '--admin-group', 'platform-engineers'],
    ...['--group-team-map', JSON.stringify(Object.fromEntries(teams))],
    '--group-team-map-removal',
  ];
}

/** Runs Gitea's command line. What it prints may be secret and goes into no log. */
async function gitea(
  platform: Platform,
  args: readonly string[],
): Promise<string> {
  const program = await goToolPath(platform, giteaTool);
  const { dir, config } = gitFiles(platform);
  const [name = '', ...more] = args;
  const all = [name, ...more.slice(0, 2), '--config', config, ...more.slice(2)];
  try {
    const { stdout } = await promisify(execFile)(
      'sh',
      ['-c', ONLY_FOR_THE_OWNER, program, ...all],
      { cwd: dir },
    );
    return stdout;
  } catch (error) {
    const said = error instanceof Error && Reflect.get(error, 'stderr');
    const task = args
      .filter(arg => !arg.startsWith('--'))
      .slice(0, 3)
      .join(' ');
    throw new Error(`gitea ${task} failed: ${String(said).trim().slice(-500)}`);
  }
}
