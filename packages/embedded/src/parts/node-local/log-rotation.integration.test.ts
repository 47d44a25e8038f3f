import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { waitUntil } from '../../platform/wait.ts';
import {
  appOf,
  openNamespace,
  podOf,
  type TestNamespace,
} from '../../testing/namespace.ts';
import { platformUnderTest } from '../../testing/platform-under-test.ts';

const { stateDir } = platformUnderTest();
const PATIENCE_MS = 120_000;
/** What a log may hold before it is put aside, in bytes; with its stamps, the program prints more. */
const LIMIT = 10 * 1024 * 1024;
const LINES = 11_000;

/** Prints lines of 1,000 characters, and once more when it is asked to. */
const PRINTER = `
const { existsSync } = require('node:fs');
const pad = 'x'.repeat(980);
for (let n = 0; n < ${LINES}; n += 1) console.log('line', n, pad);
setInterval(() => {
  if (!existsSync('/tmp/more')) return;
  console.log('line', ${LINES}, pad);
  process.exit(0);
}, 100);
`;

let ns: TestNamespace;

before(async () => {
  ns = await openNamespace('rotation');
});
after(() => ns.remove());

/** Numbers of the lines, in their order. */
const numbers = (log: string) =>
  log.split('\n').flatMap(line => {
    const number = /^line (\d+) x/.exec(line)?.[1];
    return number === undefined ? [] : [Number(number)];
  });

test(
  'a log that grows too long is put aside, and who follows it misses nothing',
  { timeout: 3 * PATIENCE_MS },
  async () => {
    await ns.apply(
      podOf(
        'printer',
        { image: 'node', command: ['node', '-e', PRINTER] },
        { restartPolicy: 'Never' },
      ),
    );
    const pod = await ns.until(
      'printer',
      found => appOf(found)?.ready === true,
      PATIENCE_MS / 1000,
    );
    const log = ns.follow('printer');
    try {
      const file = join(
        stateDir,
        'node-local/pods',
        pod.metadata?.uid ?? '',
        'app/0.log',
      );
      const patience = () => AbortSignal.timeout(PATIENCE_MS);
      await waitUntil(() => existsSync(`${file}.1`), patience());
      assert.ok(statSync(`${file}.1`).size <= LIMIT);
      await waitUntil(
        () => log.heard().includes(`line ${LINES - 1} x`),
        patience(),
      );
      assert.ok(statSync(file).size < LIMIT);

      await ns.run('exec', 'printer', '--', 'touch', '/tmp/more');
      const expected = Array.from({ length: LINES + 1 }, (_, n) => n);
      assert.deepEqual(numbers(await log.whole()), expected);
      assert.deepEqual(numbers(await ns.run('logs', 'printer')), expected);
    } finally {
      log.leave();
    }
  },
);
