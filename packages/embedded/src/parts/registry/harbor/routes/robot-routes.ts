import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { bodyAs, type Call, filterOf, paged } from '../call.ts';
import { badRequest, forbidden, notFound, unauthorized } from '../errors.ts';
import { proofOf } from '../principal.ts';
import { may } from '../rights.ts';
import type { Project, Robot } from '../state.ts';
import type { Route } from './route.ts';

const DAY_SECONDS = 24 * 3600;

const accessSchema = z.object({ resource: z.string(), action: z.string() });
const permissionsSchema = z
  .array(
    z.object({
      kind: z.literal('project'),
      namespace: z.string(),
      access: z.array(accessSchema).min(1),
    }),
  )
  .length(1);

const changeSchema = z.looseObject({
  description: z.string().default(''),
  disable: z.boolean().default(false),
  duration: z.number().int().min(-1),
  level: z.literal('project'),
  permissions: permissionsSchema,
});
const newRobotSchema = changeSchema.extend({
  name: z.string().regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/),
});

/** Harbor's own rule. */
const secretSchema = z
  .string()
  .regex(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,128}$/);

/** Robot accounts of projects. */
export const robotRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/robots',
    answer(call) {
      const wanted = filterOf(call, ['Level', 'ProjectID', 'name']);
      const { robots, projects } = call.harbor.state;
      const seen = robots
        .filter(robot => {
          const project = projects.find(({ id }) => id === robot.projectId);
          return project && may(call.principal, project, 'robot', 'list');
        })
        .filter(({ name, projectId }) =>
          wanted({ Level: 'project', ProjectID: projectId, name }),
        );
      if (call.principal.kind === 'nobody') throw unauthorized();
      return paged(call, seen.map(robotView));
    },
  },
  {
    method: 'POST',
    path: '/robots',
    async answer(call) {
      const order = bodyAs(newRobotSchema, call);
      const namespace = order.permissions[0]?.namespace ?? '';
      const project = projectOf(call, namespace, 'create');
      assertGives(call, project, order);
      const secret = newSecret();
      const robot = await call.harbor.state.addRobot({
        name: `robot$${namespace}+${order.name}`,
        projectId: project.id,
        ...settingsOf(order),
        proof: proofOf(secret),
      });
      const { id, name, createdAt, expiresAt } = robot;
      return {
        status: 201,
        headers: { Location: `/api/v2.0/robots/${id}` },
        json: {
          id,
          name,
          secret,
          creation_time: createdAt,
          expires_at: expiresAt,
        },
      };
    },
  },
  {
    method: 'GET',
    path: '/robots/:id',
    answer(call, { id = '' }) {
      return { status: 200, json: robotView(robotOf(call, id, 'read')) };
    },
  },
  {
    method: 'PUT',
    path: '/robots/:id',
    async answer(call, { id = '' }) {
      const robot = robotOf(call, id, 'update');
      const order = bodyAs(changeSchema, call);
      const namespace = order.permissions[0]?.namespace ?? '';
      const project = projectOf(call, namespace, 'update');
      if (project.id !== robot.projectId)
        throw badRequest('a robot account cannot be moved to another project');
      assertGives(call, project, order);
      await call.harbor.state.putRobot({ ...robot, ...settingsOf(order) });
      return { status: 200 };
    },
  },
  {
    method: 'PATCH',
    path: '/robots/:id',
    async answer(call, { id = '' }) {
      const robot = robotOf(call, id, 'update');
      // Whoever makes a secret has what the account may.
      const { projects } = call.harbor.state;
      const project = projects.find(each => each.id === robot.projectId);
      if (project) assertGives(call, project, robot);
      const given = bodyAs(z.object({ secret: z.string().optional() }), call);
      if (given.secret && !secretSchema.safeParse(given.secret).success)
        throw badRequest(
          'the secret must be 8 to 128 characters with at least 1 uppercase, 1 lowercase and 1 number',
        );
      const secret = given.secret || newSecret();
      const proof = proofOf(secret);
      await call.harbor.state.putRobot({ ...robot, proof });
      // One that was given is known already.
      return { status: 200, json: { secret: given.secret ? '' : secret } };
    },
  },
  {
    method: 'DELETE',
    path: '/robots/:id',
    async answer(call, { id = '' }) {
      await call.harbor.state.removeRobot(robotOf(call, id, 'delete'));
      return { status: 200 };
    },
  },
];

function projectOf(
  { harbor, principal }: Call,
  name: string,
  action: string,
): Project {
  const project = harbor.state.project(name);
  if (principal.kind === 'nobody') throw unauthorized();
  if (!project) throw notFound(`project ${name} not found`);
  if (!may(principal, project, 'robot', action)) throw forbidden();
  return project;
}

/** @throws HarborError 403 for permissions that the one who asks has not got */
function assertGives(
  { principal }: Call,
  project: Project,
  { permissions }: Pick<Robot, 'permissions'>,
): void {
  for (const { resource, action } of permissions.flatMap(each => each.access))
    if (!may(principal, project, resource, action))
      throw forbidden(
        `permission scope is invalid: it must be equal or less than your own, which lacks ${action} of ${resource}`,
      );
}

function robotOf(call: Call, id: string, action: string): Robot {
  const { harbor, principal } = call;
  if (principal.kind === 'nobody') throw unauthorized();
  const robot = harbor.state.robots.find(each => String(each.id) === id);
  const project = harbor.state.projects.find(
    each => each.id === robot?.projectId,
  );
  if (!robot || !project) throw notFound(`robot with ID ${id} not found`);
  if (!may(principal, project, 'robot', action)) throw forbidden();
  return robot;
}

function settingsOf(order: z.infer<typeof changeSchema>) {
  const { description, disable, duration, permissions } = order;
  const now = Math.floor(Date.now() / 1000);
  return {
    description,
    disabled: disable,
    duration,
    expiresAt: duration === -1 ? -1 : now + duration * DAY_SECONDS,
    permissions,
  };
}

/** As Harbor's rule for secrets wants it. */
function newSecret(): string {
  return `${randomBytes(24).toString('base64url')}aA1`;
}

function robotView(robot: Robot) {
  const { id, name, description, disabled, duration } = robot;
  return {
    id,
    name,
    description,
    disable: disabled,
    duration,
    level: 'project',
    editable: true,
    expires_at: robot.expiresAt,
    creation_time: robot.createdAt,
    update_time: robot.createdAt,
    permissions: robot.permissions,
  };
}
