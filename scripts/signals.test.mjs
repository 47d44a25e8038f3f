import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from './lib/paths.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'signals-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** Stops in order, and only after it was asked; what comes again meanwhile changes nothing. */
const platform = join(scratch, 'platform.mjs');
writeFileSync(
  platform,
  `let asked = 0;
  const live = setInterval(() => {}, 1000);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      asked += 1;
      if (asked > 1) return;
      console.log('stopping for ' + signal);
      setImmediate(() => {
        clearInterval(live);
        console.log('stopped');
      });
    });
  console.log('runs as ' + process.pid);`,
);
const script = join(scratch, 'script.mjs');
const run = pathToFileURL(join(root, 'scripts/lib/run.mjs')).href;
writeFileSync(
  script,
  `import programs from 'node:child_process';
  import { syncBuiltinESMExports } from 'node:module';
  const { spawn } = programs;
  // As on a busy machine, where the platform is up before this script goes on.
  programs.spawn = (...given) => {
    const child = spawn(...given);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    return child;
  };
  syncBuiltinESMExports();
  const { runAttached } = await import(${JSON.stringify(run)});
  const [program] = process.argv.slice(2);
  process.exitCode = await runAttached(process.execPath, [program], {});
  console.log('code ' + process.exitCode);`,
);

/** Starts the script, and waits for the platform of its own. */
async function started() {
  const child = spawn(process.execPath, [script, platform], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  /** @type {Promise<number | null>} */
  const exited = new Promise(resolve => child.once('exit', resolve));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value } = await lines.next();
  assert.match(value, /^runs as \d+$/);
  return { child, exited, lines };
}

/** @type {[string, NodeJS.Signals, boolean][]} */
const cases = [
  ['the script alone is interrupted', 'SIGINT', false],
  ['the script alone is told to end', 'SIGTERM', false],
  ['the script alone loses its terminal', 'SIGHUP', false],
  ['Ctrl-C reaches both', 'SIGINT', true],
];

for (const [title, signal, both] of cases) {
  const named = `the platform stops in order when ${title}`;
  test(named, { timeout: 60_000 }, async t => {
    const { child, exited, lines } = await started();
    const pid = child.pid ?? assert.fail('it does not run');
    t.after(() => {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // All of them are gone, as they should be.
      }
    });
    process.kill(both ? -pid : pid, signal);
    const said = [];
    for await (const line of lines) said.push(line);
    assert.deepEqual(said, [`stopping for ${signal}`, 'stopped', 'code 0']);
    assert.equal(await exited, 0);
  });
}
