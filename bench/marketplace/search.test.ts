import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import {
  descendantsOf,
  memoryOf,
  processes,
  writableIn,
} from '../measure/memory.ts';
import { countIn, formsOf } from './search.ts';

const needle = 'sixteen-letters!';
const needles = ['another-secret-x', needle].flatMap(formsOf);

test('each place of a secret is counted once, wherever blocks end', async () => {
  const cases: [string, string[], number][] = [
    ['nothing', [], 0],
    ['nowhere', ['x'.repeat(30), 'y'], 0],
    ['alone', [needle], 1],
    ['within a block', [`a ${needle} b ${needle} c`], 2],
    ['at the end of a block', [`x${needle}`, 'yy'], 1],
    ['across two blocks', [`x${needle.slice(0, 7)}`, needle.slice(7)], 1],
    ['across many blocks', [...needle], 1],
    ['where a block begins', ['xxx', needle], 1],
    [
      'before and across an edge',
      [needle + needle.slice(0, 3), needle.slice(3)],
      2,
    ],
    ['of both secrets', [`${needle}another-secret-x`], 2],
  ];
  for (const [name, blocks, count] of cases) {
    const found = await countIn(
      blocks.map(text => Buffer.from(text)),
      needles,
    );
    assert.equal(found, count, name);
  }
});

test('a text with two bytes a letter is found, too', async () => {
  const text = Buffer.from(`字 ${needle}`, 'utf16le');
  assert.equal(await countIn([text], needles), 1);
});

test('ranges that a process may write are read from its maps', () => {
  const maps = [
    '00400000-00452000 r-xp 00000000 08:02 173521 /usr/bin/x',
    '00e03000-00e24000 rw-p 00000000 00:00 0      [heap]',
    '7f0000000000-7f0000001000 ---p 00000000 00:00 0',
    '7f0000001000-7f0000002000 rw-s 00000000 00:06 1 /dev/dri/card0',
    '',
  ].join('\n');
  assert.deepEqual(writableIn(maps), [{ start: 0xe03000, end: 0xe24000 }]);
});

test('what a process has is found in its memory, and what it lacks is not', async t => {
  // It is put together there, so that its arguments have it not.
  const program = `
    const text = ['kept', 'in', 'a', 'buffer', 'outside'].join('-');
    globalThis.kept = Buffer.alloc(1 << 20, text);
    console.log('ready'); setInterval(() => {}, 1 << 30);
  `;
  const child = spawn(process.execPath, ['-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const pid = child.pid ?? 0;
  const own = descendantsOf(process.pid, await processes());
  assert.ok(own.some(each => each.pid === pid && /kept/.test(each.command)));
  const count = (text: string) => countIn(memoryOf(pid), formsOf(text));
  assert.ok((await count('kept-in-a-buffer-outside')) > 1000);
  assert.equal(await count('is-not-in-the-other-process'), 0);
});
