import assert from 'node:assert/strict';
import { mkdtemp, readlink, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createPlatform } from '../../launcher/create-platform.ts';
import { linkPrograms, passedOn } from './build-environment.ts';

test('a build gets what reaches package registries, and nothing else of the person', () => {
  const passed = passedOn({
    HTTPS_PROXY: 'http://proxy:3128',
    NO_PROXY: '',
    npm_config_registry: 'https://packages.example.com',
    npm_config_userconfig: '/home/lin/.npmrc',
    KUBECONFIG: '/state/kubeconfig',
    DOCKER_CONFIG: '/state/registry/client',
    PILOTHOUSE_STATE: '/state',
    npm_config_local_prefix: '/checkout',
  });
  assert.deepEqual(passed, {
    HTTPS_PROXY: 'http://proxy:3128',
    npm_config_registry: 'https://packages.example.com',
    npm_config_userconfig: '/home/lin/.npmrc',
  });
});

test('links of an earlier version are made anew', async t => {
  const dir = await mkdtemp(join(tmpdir(), 'programs-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const platform = createPlatform({ port: 8007, stateDir: dir });
  await linkPrograms({ ...platform, node: '/old/node' }, dir);
  await linkPrograms(platform, dir);
  const names = await readdir(dir);
  assert.deepEqual(names.sort(), ['crane', 'helm', 'kubectl', 'node']);
  assert.equal(await readlink(join(dir, 'node')), platform.node);
  assert.match(await readlink(join(dir, 'helm')), /^\/.*\/helm$/);
});
