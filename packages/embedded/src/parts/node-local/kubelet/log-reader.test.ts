import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { parseLogOptions } from './log-options.ts';
import { readLog } from './log-reader.ts';
import { ApiError } from './status.ts';

const NOW = new Date('2026-03-01T12:00:10Z');
const stamp = (second: number) =>
  `2026-03-01T12:00:${String(second).padStart(2, '0')}.123456789Z`;
const line = (second: number, text: string, tag = 'F', stream = 'stdout') =>
  `${stamp(second)} ${stream} ${tag} ${text}\n`;

let dir: string;
let logFile: string;
let number = 0;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kubelet-log-'));
});
after(() => rm(dir, { recursive: true, force: true }));
beforeEach(() => {
  number += 1;
  logFile = join(dir, `${number}.log`);
});

function open(
  query: string,
  isRunning = () => false,
  signal = AbortSignal.timeout(60_000),
) {
  const options = parseLogOptions(new URLSearchParams(query), NOW);
  const run = { restart: 0, startedAt: NOW, logFile };
  return readLog({ run, options, isRunning, signal });
}

async function read(query: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of open(query)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

const three = line(1, 'one') + line(5, 'two', 'F', 'stderr') + line(9, 'three');
const cases: [query: string, text: string][] = [
  ['', 'one\ntwo\nthree\n'],
  ['tailLines=2', 'two\nthree\n'],
  ['tailLines=0', ''],
  ['tailLines=3', 'one\ntwo\nthree\n'],
  ['tailLines=9', 'one\ntwo\nthree\n'],
  ['sinceSeconds=6', 'two\nthree\n'],
  ['sinceTime=2026-03-01T12:00:06Z', 'three\n'],
  ['sinceTime=2026-03-01T14:00:06%2B02:00', 'three\n'],
  ['limitBytes=6', 'one\ntw'],
  ['tailLines=1&timestamps=true', `${stamp(9)} three\n`],
];
async function checkLog(query: string, text: string): Promise<void> {
  await writeFile(logFile, three);
  assert.equal(await read(query), text);
}
for (const [query, text] of cases) {
  test(`a log with "${query}"`, () => checkLog(query, text));
}

test('a log that does not exist yet is empty', async () => {
  assert.equal(await read(''), '');
});

test('parts of a long line are joined and stamped once', async () => {
  await writeFile(
    logFile,
    line(1, 'aa', 'P') + line(1, 'bb', 'P') + line(1, 'cc'),
  );
  assert.equal(await read('timestamps=true'), `${stamp(1)} aabbcc\n`);
});

test('lines that are not in CRI format are left out', async () => {
  await writeFile(
    logFile,
    `${line(1, 'one')}2026-03-01T12:0${line(2, 'x')}\n${line(3, 'two')}`,
  );
  assert.equal(await read(''), 'one\ntwo\n');
});

test('the tail reaches into the rotated file, and over many blocks', async () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    line(1, `old ${index}`),
  );
  await writeFile(`${logFile}.1`, many.join(''));
  await writeFile(logFile, three);
  assert.equal(
    await read('tailLines=5'),
    'old 4998\nold 4999\none\ntwo\nthree\n',
  );
  assert.equal((await read('tailLines=4500')).split('\n').length, 4501);
  assert.equal((await read('')).split('\n').length, 5004);
});

test('following goes over a rotation and a truncation, and ends with the run', async () => {
  await writeFile(logFile, three);
  let running = true;
  const chunks = open('follow=true&tailLines=1', () => running);
  let text = '';
  const until = async (wanted: string) => {
    while (!text.endsWith(wanted)) {
      const { value, done } = await chunks.next();
      assert.ok(!done, `ended with ${text}`);
      text += value.toString('utf8');
    }
  };
  await until('three\n');
  await appendFile(logFile, line(10, 'four'));
  await until('four\n');
  await appendFile(logFile, line(11, 'five'));
  await rename(logFile, `${logFile}.1`);
  await writeFile(logFile, line(12, 'six'));
  await until('six\n');
  await writeFile(logFile, line(13, '7'));
  await until('7\n');
  await appendFile(logFile, line(14, 'eight'));
  running = false;
  await until('eight\n');
  assert.deepEqual(await chunks.next(), { value: undefined, done: true });
  assert.equal(text, 'three\nfour\nfive\nsix\n7\neight\n');
});

test('a reader that goes away ends the following', async () => {
  await writeFile(logFile, three);
  const gone = new AbortController();
  const chunks = open('follow=true', () => true, gone.signal);
  await chunks.next();
  const next = chunks.next();
  gone.abort();
  assert.deepEqual(await next, { value: undefined, done: true });
});

for (const query of [
  'tailLines=-1',
  'tailLines=x',
  'sinceSeconds=0',
  'sinceTime=yesterday',
  'limitBytes=0',
  'sinceSeconds=1&sinceTime=2026-03-01T12:00:00Z',
  'follow=perhaps',
]) {
  test(`"${query}" is refused`, () => {
    assert.throws(
      () => parseLogOptions(new URLSearchParams(query), NOW),
      (error: unknown) => error instanceof ApiError && error.code === 400,
    );
  });
}
