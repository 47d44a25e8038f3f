import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { keeps } from '@pilothouse/plugin-platform-node/testing';
import { gitHostLaws, type GitHostBench } from '../__testUtils__/git-host-laws';
import type { Login } from '../settings';
import { GiteaHost } from './GiteaHost';
import { GiteaReaders } from './GiteaReaders';

jest.setTimeout(120_000);

const workspace = createMockDirectory();

/** The git server of the running platform, and the portal's own accounts there. */
function gitUnderTest() {
  const stateDir = process.env.PILOTHOUSE_TEST_PLATFORM;
  if (!stateDir) throw new Error('Set PILOTHOUSE_TEST_PLATFORM');
  const read = (...path: string[]) =>
    readFileSync(join(stateDir, ...path), 'utf8').trim();
  const { addresses } = JSON.parse(read('platform.json'));
  const host = `localhost:${addresses.git}`;
  const at = { host, baseUrl: `http://${host}` };
  const login = (username: string) => ({
    username,
    password: read('git', `${username}-password`),
  });
  const administrator = login('accounts');
  const git = new GiteaHost({ ...at, ...login('portal') }, administrator);
  const readers = new GiteaReaders(at, administrator);
  const ask = (
    { password, username }: Login,
    method: string,
    path: string,
    body?: object,
  ) => {
    const pair = Buffer.from(`${username}:${password}`).toString('base64');
    const headers = {
      authorization: `Basic ${pair}`,
      'content-type': 'application/json',
    };
    const request = { method, headers, body: body && JSON.stringify(body) };
    return fetch(`${at.baseUrl}/api/v1/${path}`, request);
  };
  return { administrator, ask, git, readers };
}

describe('Gitea, of the embedded platform', () => {
  const { administrator, ask, git, readers } = gitUnderTest();

  /** An organization of its own, as the teams' pipelines go on reading meanwhile. */
  async function openOrganization(name: string): Promise<() => Promise<void>> {
    const made = await ask(administrator, 'POST', 'orgs', { username: name });
    expect(made.status).toBe(201);
    return async () => {
      await readers.remove(name);
      await ask(administrator, 'DELETE', `orgs/${name}`);
    };
  }

  async function bench(): Promise<GitHostBench> {
    const id = randomBytes(4).toString('hex');
    const repository = { owner: 'shop', name: `laws-${id}` };
    const reader = `readers-${id}`;
    const close = await openOrganization(reader);
    workspace.setContent({ [id]: { 'README.md': '# Laws' } });
    return {
      ...{ git, reader, readers, repository, nobody: `nobody-${id}` },
      commit: {
        folder: join(workspace.path, id),
        branch: 'main',
        message: 'First',
        author: { name: 'Test', email: 'test@example.com' },
        logger: mockServices.logger.mock(),
      },
      async close() {
        await git.remove(repository);
        await close();
      },
    };
  }

  it.each(gitHostLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });

  it('lets the account of an owner read private repositories of that owner only', async () => {
    const id = randomBytes(4).toString('hex');
    const [owner, other] = [`readers-${id}`, `others-${id}`];
    const closes = [
      await openOrganization(owner),
      await openOrganization(other),
    ];
    try {
      for (const org of [owner, other]) {
        const body = { name: 'one', private: true, auto_init: true };
        await ask(administrator, 'POST', `orgs/${org}/repos`, body);
      }
      const login = await readers.ensure(owner, 'one');
      const statusOf = async (method: string, path: string, body?: object) =>
        (await ask(login, method, path, body)).status;
      expect([
        await statusOf('GET', `repos/${owner}/one`),
        await statusOf('GET', `repos/${other}/one`),
        await statusOf('PATCH', `repos/${owner}/one`, { description: 'x' }),
        await statusOf('GET', 'user'),
        await statusOf('POST', 'user/repos', { name: 'mine' }),
      ]).toEqual([200, 404, 403, 403, 403]);

      await readers.forgetTokens(owner, new Date(Date.now() + 60_000));
      expect(await statusOf('GET', `repos/${owner}/one`)).toBe(401);
    } finally {
      for (const org of [owner, other]) {
        await ask(administrator, 'DELETE', `repos/${org}/one`);
      }
      for (const close of closes) await close();
    }
  });
});
