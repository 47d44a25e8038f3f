import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { keeps } from '@pilothouse/plugin-platform-node/testing';
import { gitHostLaws, type GitHostBench } from '../__testUtils__/git-host-laws';
import { GiteaHost } from './GiteaHost';

jest.setTimeout(120_000);

const workspace = createMockDirectory();

/** The git server of the running platform, as the portal's own account. */
function gitUnderTest(): GiteaHost {
  const stateDir = process.env.PILOTHOUSE_TEST_PLATFORM;
  if (!stateDir) throw new Error('Set PILOTHOUSE_TEST_PLATFORM');
  const read = (...path: string[]) =>
    readFileSync(join(stateDir, ...path), 'utf8').trim();
  const { addresses } = JSON.parse(read('platform.json'));
  const host = `localhost:${addresses.git}`;
  return new GiteaHost({
    host,
    baseUrl: `http://${host}`,
    username: 'portal',
    password: read('git', 'portal-password'),
  });
}

describe('Gitea, of the embedded platform', () => {
  const git = gitUnderTest();

  async function bench(): Promise<GitHostBench> {
    const id = randomBytes(4).toString('hex');
    const repository = { owner: 'shop', name: `laws-${id}` };
    workspace.setContent({ [id]: { 'README.md': '# Laws' } });
    return {
      ...{ git, repository, nobody: `nobody-${id}` },
      commit: {
        folder: join(workspace.path, id),
        branch: 'main',
        message: 'First',
        author: { name: 'Test', email: 'test@example.com' },
        logger: mockServices.logger.mock(),
      },
      close: async () => void (await git.remove(repository)),
    };
  }

  it.each(gitHostLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });
});
