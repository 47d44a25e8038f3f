import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  registryFiles,
  registryUrl,
  type RegistryUser,
} from '../parts/registry/access.ts';
import { openPlatform } from './tool.ts';

const robotSchema = z.object({
  id: z.number(),
  name: z.string(),
  secret: z.string(),
});

export type Robot = z.infer<typeof robotSchema>;
export type Login = Pick<Robot, 'name' | 'secret'>;
export type Permission = readonly [resource: string, action: string];

const platform = openPlatform();

/** Address of the API, without a slash at its end. */
export const harborApi = `${registryUrl(platform)}/api/v2.0`;

/** One of the platform's own accounts. */
export async function accountOf(name: RegistryUser): Promise<Login> {
  const file = registryFiles(platform).password(name);
  return { name, secret: (await readFile(file, 'utf8')).trim() };
}

/** Asks the API; as the portal's account if not as somebody else. */
export async function ask(
  method: string,
  path: string,
  { json, as }: { json?: unknown; as?: Login } = {},
): Promise<Response> {
  const { name, secret } = as ?? (await accountOf('portal'));
  const basic = Buffer.from(`${name}:${secret}`).toString('base64');
  return fetch(`${harborApi}${path}`, {
    method,
    headers: { authorization: `Basic ${basic}` },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
}

/** A refusal with its status. */
export async function errorOf(answer: Response) {
  const { errors } = z
    .object({
      errors: z.tuple([z.object({ code: z.string(), message: z.string() })]),
    })
    .parse(await answer.json());
  return { status: answer.status, ...errors[0] };
}

/** A slash in a repository's name is encoded twice. */
export function pathOf(project: string, repository: string): string {
  const name = encodeURIComponent(encodeURIComponent(repository));
  return `/projects/${project}/repositories/${name}`;
}

/** What the API is told of a robot account of a project. */
export function robotOrder(
  project: string,
  name: string,
  permissions: readonly Permission[],
) {
  const access = permissions.map(([resource, action]) => ({
    resource,
    action,
  }));
  return {
    name,
    level: 'project',
    duration: -1,
    permissions: [{ kind: 'project', namespace: project, access }],
  };
}

/** Makes a robot account of a project. */
export async function makeRobot(
  project: string,
  name: string,
  permissions: readonly Permission[],
): Promise<Robot> {
  const json = robotOrder(project, name, permissions);
  const made = await ask('POST', '/robots', { json });
  assert.equal(made.status, 201);
  return robotSchema.parse(await made.json());
}

/** Two projects for one file of tests, with names that no other has. */
export function testProjects() {
  const unique = randomBytes(4).toString('hex');
  const own = `own-${unique}`;
  const other = `other-${unique}`;
  return {
    unique,
    own,
    other,
    async make() {
      for (const project_name of [own, other]) {
        const made = await ask('POST', '/projects', { json: { project_name } });
        assert.equal(made.status, 201);
      }
    },
    async remove() {
      for (const project of [own, other]) {
        const listed = await ask('GET', `/projects/${project}/repositories`);
        const found = z
          .array(z.object({ name: z.string() }))
          .parse(await listed.json());
        for (const { name } of found)
          await ask('DELETE', pathOf(project, name.slice(project.length + 1)));
        const removed = await ask('DELETE', `/projects/${project}`);
        assert.equal(removed.status, 200);
      }
    },
  };
}
