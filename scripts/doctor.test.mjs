import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from './lib/paths.mjs';

const clone = mkdtempSync(join(tmpdir(), 'doctor-'));
after(() => rmSync(clone, { recursive: true, force: true }));
cpSync(join(root, 'scripts'), join(clone, 'scripts'), { recursive: true });

/** @type {[string[], RegExp][]} */
const answers = [
  [[], /^Pilothouse is not installed .+: npm start\n$/],
  [['--json'], /^\{\s+"running": false,\s+"parts": \[\]\s+\}\n$/],
];

for (const [args, expected] of answers) {
  test(`doctor ${args.join()} on a fresh clone answers and installs nothing`, () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(clone, 'scripts/doctor.mjs'), ...args],
      { encoding: 'utf8', env: { HOME: clone, PATH: '' } },
    );
    assert.match(stdout, expected);
    assert.equal(status, 1);
    assert.deepEqual(readdirSync(clone), ['scripts']);
  });
}
