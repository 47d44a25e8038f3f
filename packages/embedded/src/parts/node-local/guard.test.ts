import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guarded } from './guard.ts';
import { signalProcess } from './shim/signal.ts';

const fail = () => {
  throw new Error('full');
};
const rows: [string, () => Promise<unknown> | void, string[]][] = [
  ['throws', fail, ['full']],
  ['rejects', async () => fail(), ['full']],
  ['succeeds', () => undefined, []],
  ['resolves', async () => 1, []],
];

for (const [name, act, expected] of rows) {
  test(`guarded: what ${name}`, async () => {
    const lines: string[] = [];
    guarded(line => lines.push(line), act);
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(lines, expected);
  });
}

test('a signal is refused, comes too late or arrives; another error is told', () => {
  const killer = (code?: string) => () => {
    if (code) {
      throw Object.assign(new Error(code), { code });
    }
  };
  assert.equal(signalProcess(1, 'SIGTERM', killer()), 'sent');
  assert.equal(signalProcess(1, 'SIGTERM', killer('ESRCH')), 'gone');
  assert.equal(signalProcess(1, 'SIGTERM', killer('EPERM')), 'refused');
  assert.throws(() => signalProcess(1, 'SIGTERM', killer('EINVAL')), /EINVAL/);
});
