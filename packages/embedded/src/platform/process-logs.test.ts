import assert from 'node:assert/strict';
import { closeSync, writeSync } from 'node:fs';
import {
  mkdtemp,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { limitLog, openLog } from './process-logs.ts';

const LIMIT = 20 * 1024 * 1024;

let log = '';
let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'logs-'));
  log = join(dir, 'etcd.log');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** A log of that size, which its program goes on writing to. */
async function openOf(size: number): Promise<number> {
  await writeFile(log, 'begin');
  await truncate(log, size);
  return openLog(log);
}

test('a log within its limit stays as it is', async () => {
  const file = await openOf(LIMIT);
  await limitLog(log);
  closeSync(file);
  assert.equal((await stat(log)).size, LIMIT);
  await assert.rejects(stat(`${log}.1`), { code: 'ENOENT' });
});

test('one that grew beyond it is put aside, and its program writes on', async () => {
  const file = await openOf(LIMIT);
  writeSync(file, 'x');
  await limitLog(log);
  writeSync(file, 'next');
  closeSync(file);
  assert.equal(await readFile(log, 'utf8'), 'next');
  assert.equal((await stat(`${log}.1`)).size, LIMIT + 1);
});

test('a program that starts anew begins a log of its own', async () => {
  closeSync(await openOf(LIMIT + 1));
  assert.equal((await stat(log)).size, 0);
  assert.equal((await stat(`${log}.1`)).size, LIMIT + 1);
  assert.equal((await stat(log)).mode % 0o1000, 0o600);
});
