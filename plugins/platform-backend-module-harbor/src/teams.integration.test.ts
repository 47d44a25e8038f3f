import { randomBytes } from 'node:crypto';
import {
  askRegistry,
  registryAddress,
  type RegistryConfig,
} from '@pilothouse/plugin-platform-node';
import {
  pushText,
  registryUnderTest,
} from '@pilothouse/plugin-platform-node/testing';
import { HarborRegistry } from './HarborRegistry';

jest.setTimeout(240_000);

/** A team with the login by which its pipelines push. */
interface Team {
  readonly project: string;
  readonly login: RegistryConfig;
  /** Of the only image in its project. */
  readonly manifest: string;
}

const config = registryUnderTest().as('portal');
const registry = new HarborRegistry(config);
const url = registryAddress(config.host);
const manifests = 'application/vnd.oci.image.manifest.v1+json';

let teams: Team[];

beforeAll(async () => {
  teams = [];
  for (const name of ['red', 'blue']) teams.push(await newTeam(name));
});

afterAll(async () => {
  for (const { project } of teams) {
    for (const name of await registry.repositories(project))
      await registry.deleteRepository(name);
    await registry.deleteProject(project);
  }
});

async function newTeam(name: string): Promise<Team> {
  const project = `${name}-${randomBytes(4).toString('hex')}`;
  const secret = `Aa1-${randomBytes(12).toString('hex')}`;
  await registry.ensureProject(project);
  const robot = {
    project,
    name: 'push',
    may: 'push-and-pull',
    secret,
  } as const;
  const { username } = await registry.ensureRobot(robot);
  const login = { ...config, username, password: secret };
  await pushText(login, `${project}/web`, 'v1', `by ${username}`);
  const headers = { accept: manifests };
  const path = `/v2/${project}/web/manifests/v1`;
  const pulled = await askRegistry(login, path, { headers });
  return { project, login, manifest: await pulled.text() };
}

const basicOf = ({ login: { username, password } }: Team) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** What a project holds, as the portal sees it. */
async function contentOf({ project }: Team) {
  const found = await registry.artifacts(`${project}/web`);
  return found.map(({ digest, tags }) => ({ digest, tags }));
}

/** What is answered to a client that goes for a token, as all do that are told to. */
async function tokenOf({ project }: Team, from?: Team): Promise<string> {
  const scope = `repository:${project}/web:pull,push`;
  const answer = await fetch(
    `${url}/service/token?${new URLSearchParams({ scope })}`,
    { headers: from && { authorization: basicOf(from) } },
  );
  const { token } = (await answer.json()) as { token: string };
  return `Bearer ${token}`;
}

/** Statuses of the beginning of a push, of a tag that is set anew, and of a pull. */
async function tried({ project, manifest }: Team, authorization?: string) {
  const web = `${url}/v2/${project}/web`;
  const login = authorization ? { authorization } : undefined;
  const ask = async (path: string, request: RequestInit) => {
    const answer = await fetch(`${web}/${path}`, request);
    await answer.body?.cancel();
    return answer.status;
  };
  return [
    await ask('blobs/uploads/', { method: 'POST', headers: login }),
    await ask('manifests/v1', {
      method: 'PUT',
      headers: { ...login, 'content-type': manifests },
      body: manifest,
    }),
    await ask('manifests/v1', { headers: { ...login, accept: manifests } }),
  ];
}

const works = [202, 201, 200];
const refused = [401, 401, 401];

it.each([
  { who: 'its own pipelines', index: 0, expected: works },
  { who: 'the pipelines of another team', index: 1, expected: refused },
  { who: 'nobody', index: 2, expected: refused },
])('lets $who push and pull: $expected', async ({ index, expected }) => {
  for (const [own, other] of [teams, [...teams].reverse()]) {
    const who = [own, other][index];
    const before = await contentOf(own);
    expect(before).toHaveLength(1);
    expect(await tried(own, who && basicOf(who))).toEqual(expected);
    expect(await tried(own, await tokenOf(own, who))).toEqual(expected);
    expect(await contentOf(own)).toEqual(before);
  }
});

it('refuses a whole push into the project of another team', async () => {
  const [red, blue] = teams;
  await expect(
    pushText(red.login, `${blue.project}/new`, 'v1', 'not theirs'),
  ).rejects.toMatchObject({ problem: 'refused' });
  expect(await registry.repositories(blue.project)).toEqual([
    `${blue.project}/web`,
  ]);
});
