import { randomBytes } from 'node:crypto';
import { askRegistry } from '@pilothouse/plugin-platform-node';
import {
  keeps,
  pushText,
  registryContentLaws,
  registryUnderTest,
  registryWithoutProjectsLaws,
  type RegistryBench,
} from '@pilothouse/plugin-platform-node/testing';
import { OciRegistry } from './OciRegistry';

jest.setTimeout(240_000);

const tested = registryUnderTest();
const portal = tested.as('portal');

describe.each([
  ['that takes HTTP Basic', tested.host],
  ['that sends for tokens', tested.storeHost],
])('a registry of the embedded platform %s', (_, host) => {
  const registry = new OciRegistry(tested.as('portal', host));

  async function bench(): Promise<RegistryBench> {
    const project = `laws-${randomBytes(4).toString('hex')}`;
    const projects = '/api/v2.0/projects';
    const body = JSON.stringify({ project_name: project });
    await askRegistry(portal, projects, { method: 'POST', body });
    return {
      registry,
      project,
      push: (...image) => pushText(portal, ...image),
      async close() {
        for (const name of await registry.repositories(project))
          await registry.deleteRepository(name);
        await askRegistry(portal, `${projects}/${project}`, {
          method: 'DELETE',
        }).catch(() => undefined);
      },
    };
  }

  it.each([...registryContentLaws, ...registryWithoutProjectsLaws])(
    '$title',
    async law => {
      expect(await keeps(law, bench)).toBe(true);
    },
  );

  it('says what to do about a password that is not accepted', async () => {
    const wrong = new OciRegistry({ ...portal, host, password: 'x' });
    await expect(wrong.repositories('library')).rejects.toMatchObject({
      problem: 'refused',
    });
  });
});
