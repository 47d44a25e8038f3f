import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from './lib/paths.mjs';

const clone = mkdtempSync(join(tmpdir(), 'launch-'));
const node = join(clone, 'own/bin/node');
after(() => rmSync(clone, { recursive: true, force: true }));

/** A clone that is installed, with commands that only say that they ran. */
before(() => {
  cpSync(join(root, 'scripts'), join(clone, 'scripts'), { recursive: true });
  for (const dir of ['own/bin', 'own/include/node', 'bin', 'node_modules'])
    mkdirSync(join(clone, dir), { recursive: true });
  try {
    linkSync(process.execPath, node);
  } catch {
    copyFileSync(process.execPath, node);
  }
  writeFileSync(join(clone, 'yarn.lock'), '');
  writeFileSync(
    join(clone, 'node_modules/.pilothouse-install'),
    createHash('sha256').update(node).digest('hex'),
  );
  const commands = join(clone, 'packages/embedded/src/cli');
  mkdirSync(commands, { recursive: true });
  for (const name of ['kubectl', 'reset'])
    writeFileSync(
      join(commands, `${name}.ts`),
      'console.log(process.argv.slice(2).join(), process.env.PILOTHOUSE_STARTED_AT)',
    );
  // A machine without Go, and without pip that could fetch it.
  for (const name of ['git', 'cc', 'python3']) {
    const path = join(clone, 'bin', name);
    writeFileSync(path, '#!/bin/sh\ntest "$2" != pip\n');
    chmodSync(path, 0o755);
  }
});

for (const command of ['kubectl', 'reset']) {
  test(`${command} needs no Go, and is told when the command began`, () => {
    const from = Date.now();
    const { status, stdout, stderr } = spawnSync(
      node,
      [join(clone, `scripts/${command}.mjs`), 'get', 'pods'],
      {
        encoding: 'utf8',
        env: {
          HOME: clone,
          PATH: join(clone, 'bin'),
          PILOTHOUSE_CACHE: join(clone, 'cache'),
        },
      },
    );
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const [, args, started] = /^(.+) (\d+)\n$/.exec(stdout) ?? [];
    assert.equal(args, 'get,pods');
    assert.ok(Number(started) >= from && Number(started) <= Date.now());
  });
}
