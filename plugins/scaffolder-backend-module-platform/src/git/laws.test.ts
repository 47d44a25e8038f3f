import { mockServices } from '@backstage/backend-test-utils';
import { keeps } from '@pilothouse/plugin-platform-node/testing';
import { gitHostLaws } from '../__testUtils__/git-host-laws';
import { InMemoryGit } from '../__testUtils__/InMemoryGit';
import { InMemoryGitReaders } from '../__testUtils__/InMemoryGitReaders';

it.each(gitHostLaws)('the twin of the git servers $title', async law => {
  const kept = keeps(law, async () => ({
    git: new InMemoryGit('git.example.com', ['shop']),
    readers: new InMemoryGitReaders(['shop']),
    reader: 'shop',
    repository: { owner: 'shop', name: 'laws' },
    nobody: 'nobody',
    commit: {
      folder: 'nowhere',
      branch: 'main',
      message: 'First',
      author: {},
      logger: mockServices.logger.mock(),
    },
    close: async () => undefined,
  }));
  expect(await kept).toBe(true);
});
