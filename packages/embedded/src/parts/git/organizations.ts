import { readFile } from 'node:fs/promises';
import type { Platform } from '../../platform/platform.ts';
import { gitFiles, gitUrl } from './settings.ts';

/** The teams of the samples, each with an organization of its name. */
export const TEAMS = ['shop', 'payments'] as const;

/** The team inside an organization that may create repositories and push. */
export const DEVELOPERS = 'developers';

const RIGHTS = {
  name: DEVELOPERS,
  permission: 'write',
  can_create_org_repo: true,
  includes_all_repositories: true,
  units_map: {
    'repo.code': 'write',
    'repo.issues': 'write',
    'repo.pulls': 'write',
    'repo.releases': 'write',
  },
};

/** Makes the teams' organizations where they are missing; changes none that is there. */
export async function ensureOrganizations(platform: Platform): Promise<void> {
  for (const team of TEAMS) {
    await ensure(platform, `orgs/${team}`, 'orgs', {
      username: team,
      visibility: 'public',
    });
    const found = await ask(
      platform,
      'GET',
      `orgs/${team}/teams/search?q=${DEVELOPERS}`,
    );
    const text = await found.text();
    if (!text.includes(`"name":"${DEVELOPERS}"`)) {
      await must(platform, 'POST', `orgs/${team}/teams`, RIGHTS);
    }
  }
}

async function ensure(
  platform: Platform,
  path: string,
  list: string,
  body: unknown,
): Promise<void> {
  const { status } = await ask(platform, 'GET', path);
  if (status === 404) await must(platform, 'POST', list, body);
}

/** As `ask`. @throws Error with what the git server said when it refuses */
export async function must(
  platform: Platform,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  const response = await ask(platform, method, path, body);
  if (response.ok) return response;
  throw new Error(
    `the git server answered ${
      response.status
    } to ${method} ${path}: ${await response.text()}`,
  );
}

/** Asks the git server's API as its administrator. */
export async function ask(
  platform: Pick<Platform, 'stateDir' | 'addresses'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  const token = await readFile(gitFiles(platform).token, 'utf8');
  return fetch(`${gitUrl(platform)}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `token ${token}`,
      'content-type': 'application/json',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
}
