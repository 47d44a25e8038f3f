import { randomBytes } from 'node:crypto';
import { askRegistry } from '@pilothouse/plugin-platform-node';
import {
  keeps,
  pushText,
  registryContentLaws,
  registryProjectLaws,
  registryUnderTest,
  type RegistryBench,
} from '@pilothouse/plugin-platform-node/testing';
import { HarborRegistry } from './HarborRegistry';

jest.setTimeout(240_000);

describe('Harbor, as the stand-in of the embedded platform', () => {
  const tested = registryUnderTest();
  const config = tested.as('portal');
  const registry = new HarborRegistry(config);

  async function bench(): Promise<RegistryBench> {
    const project = `laws-${randomBytes(4).toString('hex')}`;
    return {
      registry,
      project,
      push: (...image) => pushText(config, ...image),
      async close() {
        for (const name of await registry.repositories(project))
          await registry.deleteRepository(name);
        await registry.deleteProject(project);
      },
    };
  }

  it.each([...registryContentLaws, ...registryProjectLaws])(
    '$title',
    async law => {
      expect(await keeps(law, bench)).toBe(true);
    },
  );

  const within = (check: (own: RegistryBench) => Promise<void>) =>
    keeps({ check }, bench);

  it('gives robot accounts that work in their project, and nowhere else', async () => {
    const kept = within(async own => {
      await within(other => judgeRobots(own, other));
    });
    expect(await kept).toBe(true);
  });

  async function judgeRobots(
    own: RegistryBench,
    other: RegistryBench,
  ): Promise<void> {
    const secret = `Aa1-${randomBytes(12).toString('hex')}`;
    await registry.ensureProject(own.project);
    await registry.ensureProject(other.project);
    const robot = { project: own.project, name: 'push', secret };
    const { username } = await registry.ensureRobot({
      ...robot,
      may: 'push-and-pull',
    });
    const asRobot = { ...config, username, password: secret };
    const push = (project: string) =>
      pushText(asRobot, `${project}/web`, 'v1', `by ${username}`);
    await push(own.project);
    await expect(push(other.project)).rejects.toMatchObject({
      problem: 'refused',
    });
    await registry.ensureRobot({ ...robot, may: 'pull' });
    const path = `/v2/${own.project}/web/manifests/v1`;
    const headers = { accept: 'application/vnd.oci.image.manifest.v1+json' };
    const pulled = await askRegistry(asRobot, path, { headers });
    expect(pulled.status).toBe(200);
    await pulled.body?.cancel();
    await expect(push(own.project)).rejects.toMatchObject({
      problem: 'refused',
    });
  }

  it('reads lists of several pages', async () => {
    expect(await within(judgePages)).toBe(true);
  });

  async function judgePages({ project, push }: RegistryBench): Promise<void> {
    await registry.ensureProject(project);
    const names = Array.from(
      { length: 101 },
      (_, i) => `${project}/service-${String(i).padStart(3, '0')}`,
    );
    for (const name of names) await push(name, 'v1', project);
    expect(await registry.repositories(project)).toEqual(names);
  }

  it('says what to do about a password that is not accepted', async () => {
    const wrong = new HarborRegistry({ ...config, password: 'x' });
    await expect(wrong.hasProject('library')).rejects.toThrow(
      "refuses the portal's account portal",
    );
  });
});
