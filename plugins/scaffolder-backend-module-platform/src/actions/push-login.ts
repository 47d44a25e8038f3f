import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { needed, type Login } from '../settings';
import type { Maker } from '../things/Handlers';
import type { Surroundings } from './Surroundings';

/** Name of the robot account by which the pipelines of a team push. */
const robotName = 'pilothouse-push';

/**
 * By what the pipelines of a team push: a robot account of the team's own project, or, where
 * the registry knows no such thing, what is configured for all teams.
 *
 * @param team - name of the project, and of the folder that is to hold the login
 */
export async function pushLogin(
  { claiming, registry, settings }: Surroundings,
  maker: Maker,
  team: string,
  signal?: AbortSignal,
): Promise<Login> {
  if (!registry.hasProjects || !settings.registry) {
    return needed(settings.pipelineRegistry, 'pilothouse.delivery.registry');
  }
  const ofRun = { folder: team, taskId: maker.taskId };
  const robot = { project: team, name: robotName };
  const secret = await secretFor(settings.registry.password, team);
  // Also when it was made, and the run was cut short before it had all.
  const begun = await claiming.ifNew(
    maker,
    { kind: 'project', name: team, ...ofRun },
    signal,
  );
  await registry.ensureProject(team, signal, { begun });
  await claiming.ifNew(maker, { kind: 'robot', ...robot, ...ofRun }, signal);
  const { username } = await registry.ensureRobot(
    { ...robot, may: 'push-and-pull', secret },
    signal,
  );
  return { username, password: secret };
}

const derive = promisify<string, string, number, Buffer>(scrypt);

/**
 * The same each time, so that neither two creations at once nor a pipeline that runs meanwhile
 * is left with a secret that is no longer valid, and none has to be kept by the portal. It is
 * slow to compute, since teams know theirs and shall not guess the portal's password by it.
 */
async function secretFor(password: string, team: string): Promise<string> {
  const salt = JSON.stringify(['registry-robot', team, robotName]);
  const code = (await derive(password, salt, 32)).toString('base64url');
  // Registries want a capital letter, a small one and a digit.
  return `${code}aA1`;
}
