import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sweeper } from './Sweeper.ts';

const REST = 60_000;

function scene() {
  const state = { now: 0, swept: 0, fails: false };
  const told: string[] = [];
  let finish = () => {};
  const sweeper = new Sweeper({
    async sweep() {
      state.swept += 1;
      await new Promise<void>(resolve => {
        finish = resolve;
      });
      if (state.fails) throw new Error('no space');
    },
    now: () => state.now,
    restMs: REST,
    log: what => void told.push(what),
  });
  /** Lets a sweep begin, and end. */
  const sweep = async () => {
    const done = sweeper.sweepIfDue();
    finish();
    await done;
  };
  return { state, sweep, sweeper, told, finish: () => finish() };
}

test('it is swept at first, and then only after something was deleted', async () => {
  const { state, sweep, sweeper } = scene();
  await sweep();
  await sweep();
  assert.equal(state.swept, 1);
  sweeper.deleted();
  await sweep();
  await sweep();
  assert.equal(state.swept, 2);
});

test('nothing is swept while somebody pushes, and for a while after', async () => {
  const { state, sweep, sweeper } = scene();
  sweeper.deleted();
  await sweeper.push(async () => {
    state.now = 10 * REST;
    await sweep();
  });
  state.now += REST - 1;
  await sweep();
  assert.equal(state.swept, 0);
  state.now += 1;
  await sweep();
  assert.equal(state.swept, 1);
});

test('a push that fails is one as well', async () => {
  const { state, sweep, sweeper } = scene();
  sweeper.deleted();
  state.now = REST;
  await assert.rejects(
    sweeper.push(async () => {
      throw new Error('broken off');
    }),
  );
  await sweep();
  assert.equal(state.swept, 0);
});

test('pushes wait while it is swept', async () => {
  const { finish, state, sweeper } = scene();
  sweeper.deleted();
  let pushed = false;
  const sweeping = sweeper.sweepIfDue();
  const pushing = sweeper.push(async () => {
    pushed = true;
  });
  await new Promise(setImmediate);
  assert.equal(pushed, false);
  finish();
  await Promise.all([sweeping, pushing]);
  assert.equal(pushed, true);
  assert.equal(state.swept, 1);
});

test('what fails is told, and tried again after a while', async () => {
  const { state, sweep, sweeper, told } = scene();
  state.fails = true;
  sweeper.deleted();
  await sweep();
  assert.deepEqual(told, ['failed']);
  state.fails = false;
  await sweep();
  assert.equal(state.swept, 1);
  state.now = REST;
  await sweep();
  assert.equal(state.swept, 2);
});
