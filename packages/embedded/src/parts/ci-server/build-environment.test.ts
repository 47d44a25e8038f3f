import assert from 'node:assert/strict';
import {
  mkdtemp,
  readFile,
  readlink,
  readdir,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createPlatform } from '../../launcher/create-platform.ts';
import { ensureBuildEnvironment, linkPrograms } from './build-environment.ts';

async function folder(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'programs-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

test('a build gets what reaches package registries, and nothing else of the person', async t => {
  const dir = await folder(t);
  const npmrc = join(dir, 'npmrc');
  const own = {
    HOME: dir,
    HTTP_PROXY: 'http://lin:hunter2@proxy:3128',
    HTTPS_PROXY: 'http://proxy:3128',
    https_proxy: 'lin:hunter2@proxy:3128',
    NO_PROXY: '',
    npm_config_registry: 'https://packages.example.com',
    PIP_INDEX_URL: 'https://lin:hunter2@packages.example.com/simple',
    PIP_CERT: '/company.pem',
    GOPROXY: 'https://lin:hunter2@packages.example.com/go,direct',
    KUBECONFIG: '/state/kubeconfig',
    DOCKER_CONFIG: '/state/registry/client',
    PILOTHOUSE_STATE: '/state',
    npm_config_local_prefix: '/checkout',
  };
  assert.deepEqual(await ensureBuildEnvironment(own, npmrc), {
    HTTP_PROXY: 'http://proxy:3128/',
    HTTPS_PROXY: 'http://proxy:3128',
    npm_config_registry: 'https://packages.example.com',
    PIP_INDEX_URL: 'https://packages.example.com/simple',
    PIP_CERT: '/company.pem',
    GOPROXY: 'https://packages.example.com/go,direct',
    npm_config_userconfig: npmrc,
  });
  assert.equal(await readFile(npmrc, 'utf8'), '');
});

test('tokens of the person beside the addresses in their npmrc reach no build', async t => {
  const dir = await folder(t);
  const theirs = `; mine
registry = https://lin:hunter2@packages.example.com/npm/
//packages.example.com/npm/:_authToken=hunter2
_auth=hunter2
_authToken=\${TOKEN}
proxy="http://\${TOKEN}@proxy:3128"
https-proxy=lin:hunter2@proxy:3128
noproxy=.example.com
cafile=~/company.pem
email=lin@example.com
`;
  await writeFile(join(dir, '.npmrc'), theirs);
  const npmrc = join(dir, 'npmrc');
  const own = { HOME: dir, TOKEN: 'hunter2' };
  const passed = await ensureBuildEnvironment(own, npmrc);
  const reached = await readFile(passed.npm_config_userconfig ?? '', 'utf8');
  assert.deepEqual(reached.trim().split('\n'), [
    'registry=https://packages.example.com/npm/',
    'proxy=http://proxy:3128/',
    'noproxy=.example.com',
    `cafile=${dir}/company.pem`,
  ]);
  assert.doesNotMatch(JSON.stringify(passed), /hunter2/);
  assert.equal((await stat(npmrc)).mode % 0o1000, 0o600);
});

test('links of an earlier version are made anew', async t => {
  const dir = await folder(t);
  const platform = createPlatform({ port: 8007, stateDir: dir });
  await linkPrograms({ ...platform, node: '/old/node' }, dir);
  await linkPrograms(platform, dir, '/cache/go');
  const names = await readdir(dir);
  assert.deepEqual(names.sort(), ['crane', 'go', 'helm', 'kubectl', 'node']);
  assert.equal(await readlink(join(dir, 'node')), platform.node);
  assert.match(await readlink(join(dir, 'helm')), /^\/.*\/helm$/);
});

test('a Go that is on the PATH needs no link', async t => {
  const dir = await folder(t);
  const platform = createPlatform({ port: 8007, stateDir: dir });
  await linkPrograms(platform, dir, 'go');
  const names = await readdir(dir);
  assert.deepEqual(names.sort(), ['crane', 'helm', 'kubectl', 'node']);
});
