import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { WriteStream } from 'node:tty';
import type { PartStatus } from '../platform/status.ts';
import { Terminal } from './terminal.ts';

const START = Date.parse('2031-04-01T08:00:00Z');
const server: PartStatus = {
  name: 'kube-apiserver',
  title: 'API server',
  version: 'v1',
  state: 'building',
  since: '2031-04-01T08:00:00Z',
  restarts: 0,
};
const half: PartStatus = {
  ...server,
  progress: 0.5,
  detail: '10 of about 20 packages compiled',
};

/** What is written to a terminal, or to a file, with a clock that stands still. */
function open(t: TestContext, isTTY: boolean, columns = 100) {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'], now: START });
  let written = '';
  const out: WriteStream = Object.create(WriteStream.prototype, {
    isTTY: { value: isTTY },
    columns: { value: columns },
    on: { value: () => out },
    write: {
      value: (text: string) => {
        written += text;
        return true;
      },
    },
  });
  // The command began 40 s ago, with installing.
  const started = START - 40_000;
  const terminal = new Terminal(out, { total: 2, started });
  t.after(() => terminal.finish());
  return {
    terminal,
    pass: (seconds: number) => t.mock.timers.tick(seconds * 1000),
    take() {
      const text = written;
      written = '';
      return text;
    },
  };
}

test('time is told since the command began', t => {
  const { terminal, take } = open(t, false);
  terminal.tell(server, true);
  assert.equal(take(), '  40 s  API server is being built\n');
});

test('off a terminal a long build is told every 15 s, until it is over', t => {
  const { terminal, pass, take } = open(t, false);
  terminal.tell(server, true);
  terminal.tell(half, false);
  take();
  pass(14);
  assert.equal(take(), '');
  pass(1);
  const line = 'API server is being built: 10 of about 20 packages compiled\n';
  assert.equal(take(), `  55 s  ${line}`);
  pass(15);
  assert.equal(take(), `  70 s  ${line}`);
  terminal.tell({ ...server, state: 'waiting' }, true);
  pass(60);
  assert.equal(take(), '');
});

test('on a terminal the bar tells of the build in place, on one line', t => {
  const { terminal, pass, take } = open(t, true);
  terminal.tell(server, true);
  take();
  terminal.tell(half, false);
  const bar = '░'.repeat(24);
  assert.equal(
    take(),
    `\r\u001b[2K${bar} 0 of 2 parts ready · API server: ${half.detail}`,
  );
  pass(60);
  assert.equal(take(), '');
});

test('a bar never is wider than the terminal', t => {
  const { terminal, take } = open(t, true, 50);
  terminal.tell(half, false);
  assert.equal(take().length, 49);
});

test('a failure is told with what to do', t => {
  const { terminal, take } = open(t, false);
  const why = { detail: 'does not answer', advice: 'Read its log' };
  terminal.tell({ ...server, state: 'failed', ...why }, true);
  assert.equal(
    take(),
    '  40 s  API server failed: does not answer. Read its log\n',
  );
});
