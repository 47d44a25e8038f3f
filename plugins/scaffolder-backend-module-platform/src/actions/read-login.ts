import { needed, type Login } from '../settings';
import type { Maker } from '../things/Handlers';
import type { Surroundings } from './Surroundings';

/** For how long tokens of other runs stay, which may be about to hand them to the CI server. */
const overlapMs = 3_600_000;

/**
 * By what the pipelines of a team read its repositories: an account of the team's own, or,
 * where the portal may not make any at the git server, what is configured for all teams.
 *
 * @param team - name of the organization, and of the folder that is to hold the login
 * @returns also what ends earlier tokens, once the CI server has the new one
 */
export async function readLogin(
  { claiming, git, settings }: Surroundings,
  maker: Maker,
  at: { readonly host: string; readonly team: string },
  signal?: AbortSignal,
): Promise<{ login: Login; endOthers: () => Promise<void> }> {
  const { host, team } = at;
  const { readers } = git.at(host);
  if (!readers) {
    const login = needed(settings.git, 'pilothouse.delivery.git');
    return { login, endOthers: async () => undefined };
  }
  const { taskId } = maker;
  await claiming.ifNew(
    maker,
    { kind: 'reader', host, owner: team, folder: team, taskId },
    signal,
  );
  return {
    login: await readers.ensure(team, taskId, signal),
    endOthers: () =>
      readers.forgetTokens(team, new Date(Date.now() - overlapMs), signal),
  };
}
