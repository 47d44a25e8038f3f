import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChangeLog } from '../change-log.ts';
import { statusRetryMs } from './status-reporter.ts';

test('a status that is refused is tried again ever more seldom', () => {
  const rows: [number, number][] = [
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [6, 30_000],
    [1_000, 30_000],
  ];
  for (const [failures, pauseMs] of rows) {
    assert.equal(statusRetryMs(failures), pauseMs, `${failures} failures`);
  }
});

test('a message that repeats is logged once, until all was well', () => {
  const lines: string[] = [];
  const log = new ChangeLog(line => lines.push(line));
  for (const message of ['a', 'a', 'b', 'b', 'a', undefined, 'a', 'a']) {
    if (message === undefined) {
      log.clear();
    } else {
      log.say(message);
    }
  }
  assert.deepEqual(lines, ['a', 'b', 'a', 'a']);
});
