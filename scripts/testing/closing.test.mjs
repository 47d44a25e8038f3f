import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../lib/paths.mjs';

const runs = [
  {
    title: 'a machine without git',
    script: 'scripts/test.mjs',
    env: { PATH: '' },
    says: /^git is missing\. Install it/m,
  },
  {
    title: 'a browser that is not there',
    script: 'scripts/testing/main.mjs',
    args: ['browser'],
    env: { PILOTHOUSE_CHROMIUM: '/no/such/chromium' },
    says: /^PILOTHOUSE_CHROMIUM names \/no\/such\/chromium, which does not exist$/m,
  },
  {
    title: 'a stage that is not there',
    script: 'scripts/testing/main.mjs',
    args: ['fault'],
    env: {},
    says: /There is no stage fault; there are: source/,
  },
];

for (const { title, script, args = [], env, says } of runs) {
  test(`a run of the tests that fails early counts one failure: ${title}`, t => {
    const scratch = mkdtempSync(join(tmpdir(), 'closing-'));
    t.after(() => rmSync(scratch, { recursive: true, force: true }));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, script), ...args],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          TMPDIR: scratch,
          PILOTHOUSE_CACHE: join(scratch, 'cache'),
          ...env,
        },
      },
    );
    assert.match(stderr, says);
    assert.equal(stdout.trimEnd().split('\n').at(-1), '0 passed, 1 failed');
    assert.equal(status, 1);
  });
}
