import { ConflictError, NotFoundError } from '@backstage/errors';
import type { RobotOrder, RobotRef } from '@pilothouse/plugin-platform-node';
import type { HarborClient } from './HarborClient';
import { madeRobotSchema, projectSchema, robotsSchema } from './schemas';

const actions = {
  'push-and-pull': ['push', 'pull'],
  pull: ['pull'],
} as const;

/** Robot accounts of a project, or none where there is no such project. */
export async function robotsOf(
  client: HarborClient,
  project: string,
  signal?: AbortSignal,
): Promise<{ id: number; name: string }[]> {
  const path = `/projects/${encodeURIComponent(project)}`;
  const found = await client.object(path, projectSchema, { signal });
  if (!found) return [];
  const q = `Level=project,ProjectID=${found.project_id}`;
  const request = { query: { q }, signal };
  return (await client.list('/robots', robotsSchema, request)) ?? [];
}

/** The robot account of a project with a name, as it was given when it was made. */
export async function findRobot(
  client: HarborClient,
  { project, name }: RobotRef,
  signal?: AbortSignal,
) {
  const robots = await robotsOf(client, project, signal);
  // The beginning, `robot$`, is a setting of Harbor.
  return robots.find(robot => robot.name.endsWith(`${project}+${name}`));
}

/** Makes a robot account, or has the one that is there be as ordered. */
export async function ensureRobot(
  client: HarborClient,
  order: RobotOrder,
  signal?: AbortSignal,
): Promise<{ created: boolean; username: string }> {
  const wanted = bodyOf(order);
  const known = [404, 409];
  let robot = await findRobot(client, order, signal);
  const created = robot === undefined;
  if (robot) {
    const path = `/robots/${robot.id}`;
    const json = { ...wanted, id: robot.id, name: robot.name };
    await done(await client.ask('PUT', path, { json, signal }));
  } else {
    const json = { ...wanted, name: order.name };
    const made = await client.ask('POST', '/robots', { json, known, signal });
    if (made.status === 404) {
      await done(made);
      throw new NotFoundError(`Harbor has no project ${order.project}`);
    }
    if (made.status === 409) {
      await done(made);
      robot = await findRobot(client, order, signal);
      if (!robot)
        throw new ConflictError(
          `Harbor has a robot account ${order.name} that it does not show`,
        );
    } else {
      robot = await client.read(made, madeRobotSchema, signal);
    }
  }
  const json = { secret: order.secret };
  await done(
    await client.ask('PATCH', `/robots/${robot.id}`, { json, signal }),
  );
  return { created, username: robot.name };
}

/** @returns false when it was gone */
export async function deleteRobot(
  client: HarborClient,
  id: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const known = [404];
  const answer = await client.ask('DELETE', `/robots/${id}`, { known, signal });
  await done(answer);
  return answer.status !== 404;
}

/** Lets go of an answer of which nothing is read. */
export async function done(answer: Response): Promise<void> {
  await answer.body?.cancel();
}

function bodyOf({ project, may }: RobotOrder) {
  return {
    level: 'project',
    description: 'Made by Pilothouse, which sets its secret',
    disable: false,
    duration: -1,
    permissions: [
      {
        kind: 'project',
        namespace: project,
        access: actions[may].map(action => ({
          resource: 'repository',
          action,
        })),
      },
    ],
  };
}
