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
import { z } from 'zod';
import { OciRegistry } from './OciRegistry';

jest.setTimeout(240_000);

const tested = registryUnderTest();
const portal = tested.as('portal');

const projects = '/api/v2.0/projects';
const heldSchema = z.array(z.object({ name: z.string() }));

/** By the way of Harbor, as a registry without it keeps manifests that have lost their tag. */
async function removeProject(project: string): Promise<void> {
  const path = `${projects}/${project}`;
  const answer = await askRegistry(
    portal,
    `${path}/repositories?page_size=100`,
  );
  for (const { name } of heldSchema.parse(await answer.json())) {
    const own = name.slice(project.length + 1);
    const part = encodeURIComponent(encodeURIComponent(own));
    await remove(`${path}/repositories/${part}`);
  }
  await remove(path);
}

async function remove(path: string): Promise<void> {
  const answer = await askRegistry(portal, path, { method: 'DELETE' });
  await answer.body?.cancel();
}

describe.each([
  ['that takes HTTP Basic', tested.host],
  ['that sends for tokens', tested.storeHost],
])('a registry of the embedded platform %s', (_, host) => {
  const registry = new OciRegistry(tested.as('portal', host));

  async function bench(): Promise<RegistryBench> {
    const project = `laws-${randomBytes(4).toString('hex')}`;
    const body = JSON.stringify({ project_name: project });
    await askRegistry(portal, projects, { method: 'POST', body });
    return {
      registry,
      project,
      push: (...image) => pushText(portal, ...image),
      close: () => removeProject(project),
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
