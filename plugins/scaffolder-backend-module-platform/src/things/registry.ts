import { isError } from '@backstage/errors';
import type { CiServer, ImageRegistry } from '@pilothouse/plugin-platform-node';
import type { Handler } from './Handlers';

/** Projects of teams; they come with a team's first service, and stay while it has another. */
export function projects(
  registry: ImageRegistry,
  ci: CiServer,
): Handler<'project'> {
  return {
    exists: ({ name }, _maker, signal) => registry.hasProject(name, signal),
    async remove({ name, folder }, _maker, _removal, signal) {
      if (await isInUse(ci, folder, signal)) return false;
      try {
        return await registry.deleteProject(name, signal);
      } catch (error) {
        if (isError(error) && error.name === 'ConflictError') return false;
        throw error;
      }
    },
  };
}

/** Robot accounts by which the pipelines of teams push; they stay as projects do. */
export function robots(
  registry: ImageRegistry,
  ci: CiServer,
): Handler<'robot'> {
  return {
    exists: (robot, _maker, signal) => registry.hasRobot(robot, signal),
    async remove({ folder, ...robot }, _maker, _removal, signal) {
      if (await isInUse(ci, folder, signal)) return false;
      return registry.deleteRobot(robot, signal);
    },
  };
}

/** The folder holds the logins for all jobs of the team, and goes with the last of them. */
export async function isInUse(
  ci: CiServer,
  folder: string,
  signal?: AbortSignal,
): Promise<boolean> {
  return (await ci.findJob(folder, signal)) !== undefined;
}
