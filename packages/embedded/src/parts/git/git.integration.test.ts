import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { waitUntil } from '../../platform/wait.ts';
import { openPlatform } from '../../testing/tool.ts';
import { Browser } from '../user-center/__testUtils__/browser.ts';
import { userCenterEndpoints } from '../user-center/index.ts';
import { ask, TEAMS } from './organizations.ts';
import { GIT_ADMINISTRATOR, gitFiles, gitUrl } from './settings.ts';

const PATIENCE_MS = 90_000;
const platform = openPlatform();

async function openRepository(t: TestContext): Promise<string> {
  const name = `test-${randomBytes(4).toString('hex')}`;
  const made = await ask(platform, 'POST', 'orgs/shop/repos', {
    name,
    auto_init: true,
    default_branch: 'main',
  });
  assert.equal(made.status, 201, await made.text());
  t.after(() => ask(platform, 'DELETE', `repos/shop/${name}`));
  return name;
}

/** Runs git as the administrator; the token stands in no argument. */
async function openGit() {
  const token = await readFile(gitFiles(platform).token, 'utf8');
  const pair = Buffer.from(`${GIT_ADMINISTRATOR}:${token}`).toString('base64');
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Test',
    GIT_AUTHOR_EMAIL: 'test@localhost',
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 'test@localhost',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${pair}`,
  };
  return (cwd: string, ...args: string[]) =>
    promisify(execFile)('git', args, { cwd, env });
}

async function newFolder(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'pilothouse-git-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Clones a repository, commits a file and pushes it. */
async function pushFile(t: TestContext, name: string): Promise<string> {
  const git = await openGit();
  const dir = await newFolder(t);
  await git(dir, 'clone', `${gitUrl(platform)}/shop/${name}.git`, 'work');
  const work = join(dir, 'work');
  await writeFile(join(work, 'hello.txt'), 'hello\n');
  await git(work, 'add', '.');
  await git(work, 'commit', '--message', 'Say hello');
  await git(work, 'push', 'origin', 'main');
  return (await git(work, 'rev-parse', 'HEAD')).stdout.trim();
}

test('its API answers, and the teams have organizations', async () => {
  const version = await ask(platform, 'GET', 'version');
  assert.match(await version.text(), /"version":"1\.26\.0/);
  for (const team of TEAMS) {
    assert.equal((await ask(platform, 'GET', `orgs/${team}`)).status, 200);
  }
});

test('git clones and pushes over HTTP, and nobody does without a name', async t => {
  const name = await openRepository(t);
  const commit = await pushFile(t, name);
  const file = await ask(
    platform,
    'GET',
    `repos/shop/${name}/raw/hello.txt?ref=${commit}`,
  );
  assert.equal(await file.text(), 'hello\n');
  const url = `${gitUrl(
    platform,
  )}/shop/${name}.git/info/refs?service=git-receive-pack`;
  assert.equal((await fetch(url)).status, 401);
});

test('a push calls a webhook on loopback', async t => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then(body => {
      bodies.push(body);
      response.end();
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const name = await openRepository(t);
  const hook = await ask(platform, 'POST', `repos/shop/${name}/hooks`, {
    type: 'gitea',
    active: true,
    events: ['push'],
    config: { url: `http://127.0.0.1:${port}/`, content_type: 'json' },
  });
  assert.equal(hook.status, 201, await hook.text());
  const commit = await pushFile(t, name);
  await waitUntil(
    () =>
      bodies.some(
        body =>
          body.includes(`"after":"${commit}"`) ||
          body.includes(`"after": "${commit}"`),
      ),
    AbortSignal.timeout(PATIENCE_MS),
  );
});

test('people sign in by the user center under the same name, and are in their teams', async () => {
  const git = new Browser(gitUrl(platform));
  const center = new Browser(userCenterEndpoints(platform).issuer);
  const sent = await git.open('/user/oauth2/user-center');
  const people = await center.open(sent.url);
  const back = await center.choose(people, 'Lin Wei');
  const home = await git.open(back.url);
  assert.equal(home.status, 200, home.text);
  const user = await ask(platform, 'GET', 'users/lin.wei');
  assert.match(await user.text(), /"login":"lin\.wei"/);
  const rows = [
    ['shop', 204],
    ['payments', 404],
  ] as const;
  for (const [team, status] of rows) {
    const path = `orgs/${team}/members/lin.wei`;
    assert.equal((await ask(platform, 'GET', path)).status, status, path);
  }
});

test('its pages say why they look plain, and miss no file', async () => {
  const page = await (await fetch(gitUrl(platform))).text();
  assert.match(page, /real Gitea of the embedded platform/);
  const assets = [
    ...page.matchAll(/(?:href|src)="(\/assets\/(?:css|js)\/[^"]+)"/g),
  ];
  assert.notEqual(assets.length, 0);
  for (const [, asset] of assets) {
    const { status } = await fetch(gitUrl(platform) + asset);
    assert.equal(status, 200, asset);
  }
});

test('nobody can register', async () => {
  const form = new URLSearchParams({
    user_name: 'stranger',
    email: 'stranger@localhost',
    password: 'a-long-password',
    retype: 'a-long-password',
  });
  await fetch(`${gitUrl(platform)}/user/sign_up`, {
    method: 'POST',
    body: form,
  });
  assert.equal((await ask(platform, 'GET', 'users/stranger')).status, 404);
});
