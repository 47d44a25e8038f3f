import type { Maker } from '../things/Handlers';
import type { Surroundings } from './Surroundings';

/** Makes the folder of a team at the CI server, where it is the team's first service. */
export async function ensureTeamFolder(
  { ci, claiming }: Pick<Surroundings, 'ci' | 'claiming'>,
  maker: Maker,
  team: string,
  signal?: AbortSignal,
): Promise<void> {
  const { taskId } = maker;
  await claiming.ifNew(
    maker,
    { kind: 'folder', fullName: team, taskId },
    signal,
  );
  const description = `Services of the team ${team}`;
  await ci.ensureFolder({ fullName: team, description }, signal);
}
