import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);

let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etcd-run-'));
  const says = '#!/bin/sh\nprintf "%s\\n" "$@"\n';
  await writeFile(join(folder, 'etcd'), says, { mode: 0o755 });
});
after(() => rm(folder, { recursive: true }));

/** The last value of each option, which is the one that counts. */
async function optionsOf(...asked: string[]): Promise<Map<string, string>> {
  const { stdout } = await run(
    'sh',
    [join(import.meta.dirname, 'run.sh'), ...asked],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        PILOTHOUSE_BIND_ADDRESS: '127.1.0.4',
        PILOTHOUSE_MOUNT_ETCD_DATA: '/data',
      },
    },
  );
  return new Map(
    stdout
      .trim()
      .split('\n')
      .map(option => {
        const [name = '', value = ''] = option.split('=');
        return [name, value];
      }),
  );
}

test('a member has the options that were asked for', async () => {
  const options = await optionsOf('--name=keys-0', '--snapshot-count=5');
  assert.equal(options.get('--name'), 'keys-0');
  assert.equal(options.get('--snapshot-count'), '5');
});

for (const [name, asked, counts] of [
  ['--listen-client-urls', 'http://0.0.0.0:9', 'http://127.1.0.4:2379'],
  ['--listen-peer-urls', 'http://0.0.0.0:9', 'http://127.1.0.4:2380'],
  ['--data-dir', '/elsewhere', '/data'],
] as const) {
  test(`nobody changes ${name}`, async () => {
    assert.equal((await optionsOf(`${name}=${asked}`)).get(name), counts);
  });
}

/** The expression by which the API server refuses an option. */
async function refused(): Promise<RegExp> {
  const crd = await readFile(join(import.meta.dirname, 'crds.yaml'), 'utf8');
  const [, pattern] = /option\.matches\('([^']+)'\)/.exec(crd) ?? [];
  assert.ok(pattern);
  return new RegExp(pattern);
}

for (const [option, isRefused] of [
  ['--listen-metrics-urls=http://0.0.0.0:9', true],
  ['-listen-client-urls', true],
  ['--data-dir=/elsewhere', true],
  ['--config-file=/etc/etcd.yaml', true],
  ['--auto-compaction-retention=1', false],
] as const) {
  test(`${option} is ${isRefused ? 'refused' : 'taken'}`, async () => {
    assert.equal((await refused()).test(option), isRefused);
  });
}
