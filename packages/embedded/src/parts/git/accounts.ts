import { z } from 'zod';
import { ensureSecret } from '../../platform/files.ts';
import type { Platform } from '../../platform/platform.ts';
import { ask, must, TEAMS } from './organizations.ts';
import { GIT_ACCOUNTS, type GitAccount, gitFiles } from './settings.ts';

const teamsSchema = z.array(z.object({ id: z.number(), name: z.string() }));

/**
 * The team that each account is a member of in every organization. Whoever makes a
 * repository for others must be able to remove it again, which only owners may.
 */
const TEAM_OF: Readonly<Partial<Record<GitAccount, string>>> = {
  portal: 'Owners',
  ci: 'readers',
};

/** It makes the accounts of the teams' pipelines, which only administrators may. */
const ADMINISTRATOR: GitAccount = 'accounts';

const READERS = {
  name: 'readers',
  permission: 'read',
  includes_all_repositories: true,
  units_map: { 'repo.code': 'read' },
};

/** Makes the passwords of programs, for whoever is configured before the git server. */
export async function ensurePasswords(platform: Platform): Promise<void> {
  for (const account of GIT_ACCOUNTS) {
    await ensureSecret(gitFiles(platform).password(account));
  }
}

/** Makes the accounts of programs and their rights where they are missing. */
export async function ensureAccounts(platform: Platform): Promise<void> {
  for (const account of GIT_ACCOUNTS) await ensureAccount(platform, account);
  for (const organization of TEAMS) {
    const teams = await teamsOf(platform, organization);
    if (!teams.has(READERS.name)) {
      await must(platform, 'POST', `orgs/${organization}/teams`, READERS);
    }
    const all = await teamsOf(platform, organization);
    for (const [account, team] of Object.entries(TEAM_OF)) {
      const path = `teams/${all.get(team)}/members/${account}`;
      const { status } = await ask(platform, 'GET', path);
      if (status === 404) await must(platform, 'PUT', path);
    }
  }
}

async function ensureAccount(
  platform: Platform,
  account: GitAccount,
): Promise<void> {
  const found = await ask(platform, 'GET', `users/${account}`);
  if (found.status === 404) {
    await must(platform, 'POST', 'admin/users', {
      username: account,
      email: `${account}@noreply.localhost`,
      password: await ensureSecret(gitFiles(platform).password(account)),
      must_change_password: false,
    });
  }
  if (account !== ADMINISTRATOR) return;
  // Also of one that a start which was cut off has only made.
  await must(platform, 'PATCH', `admin/users/${account}`, {
    login_name: account,
    source_id: 0,
    admin: true,
  });
}

/** Identifiers of an organization's teams, by name. */
async function teamsOf(
  platform: Platform,
  organization: string,
): Promise<ReadonlyMap<string, number>> {
  const path = `orgs/${organization}/teams?limit=50`;
  const answer = await must(platform, 'GET', path);
  const teams = teamsSchema.parse(await answer.json());
  return new Map(teams.map(({ id, name }) => [name, id]));
}
