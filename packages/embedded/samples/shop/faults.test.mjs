import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FaultSwitch, MODES, parseFault } from './inventory/fault.mjs';

test('a fault has defaults for what is not given', () => {
  assert.deepEqual(parseFault({ mode: 'latency', latencyMs: 20 }), {
    mode: 'latency',
    percent: 100,
    latencyMs: 20,
    leakMiB: 8,
  });
});

/** @type {[Record<string, unknown>, RegExp][]} */
const wrong = [
  [{}, /"mode"/],
  [
    { mode: 'flood' },
    /"mode" must be one of none, latency, errors, crash, leak/,
  ],
  [{ mode: 'errors', percent: 0 }, /"percent"/],
  [{ mode: 'errors', percent: 101 }, /"percent"/],
  [{ mode: 'latency', latencyMs: 'long' }, /"latencyMs"/],
  [{ mode: 'leak', leakMiB: 1.5 }, /"leakMiB"/],
];
for (const [input, message] of wrong) {
  test(`${JSON.stringify(input)} is refused`, () => {
    assert.throws(() => parseFault(input), message);
  });
}

test('errors strike the share of requests that was asked for', async () => {
  let dice = 0;
  const faults = new FaultSwitch(parseFault({ mode: 'errors', percent: 30 }), {
    random: () => dice,
  });
  dice = 0.29;
  await assert.rejects(faults.strike(), /disk failure/);
  dice = 0.3;
  await faults.strike();
});

test('latency makes a request wait', async () => {
  const faults = new FaultSwitch(
    parseFault({ mode: 'latency', latencyMs: 60 }),
  );
  const started = performance.now();
  await faults.strike();
  assert.ok(performance.now() - started >= 55);
});

test('crash ends the process with code 1', async () => {
  /** @type {number[]} */
  const codes = [];
  const faults = new FaultSwitch(parseFault({ mode: 'crash' }), {
    exit: code => codes.push(code),
  });
  await faults.strike();
  assert.deepEqual(codes, [1]);
});

test('a leak grows each second until it is switched off', t => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const faults = new FaultSwitch(parseFault({ mode: 'leak', leakMiB: 2 }));
  t.mock.timers.tick(3000);
  assert.equal(faults.leakedBytes, 3 * 2 * 1024 * 1024);
  faults.set(parseFault({ mode: 'none' }));
  t.mock.timers.tick(3000);
  assert.equal(faults.leakedBytes, 0);
});

test('without a fault nothing happens', async () => {
  const faults = new FaultSwitch(parseFault({ mode: 'none' }), {
    exit: () => assert.fail('it ended'),
  });
  await faults.strike();
  assert.equal(MODES[0], 'none');
});
