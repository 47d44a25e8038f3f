import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { WorkQueue } from './work-queue.ts';

/** Work that is under way until it is let go. */
function heldWork() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const work = (key: string) => {
    begun.push(key);
    return new Promise<void>(resolve => ends.push(resolve));
  };
  const settle = async () => {
    ends.splice(0).forEach(end => end());
    await new Promise(setImmediate);
  };
  return { begun, work, settle };
}

test('a key is worked on once at a time, and again when it was named meanwhile', async () => {
  const { begun, work, settle } = heldWork();
  const queue = new WorkQueue(work, assert.fail);
  queue.add('a');
  queue.add('a');
  queue.add('a');
  queue.add('b');
  assert.deepEqual(begun, ['a', 'b']);
  await settle();
  assert.deepEqual(begun, ['a', 'b', 'a']);
  await settle();
  assert.deepEqual(begun, ['a', 'b', 'a']);
});

test('what fails is tried again after a growing pause', async t => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const failed: unknown[] = [];
  const queue = new WorkQueue(
    () => Promise.reject(new Error('no')),
    (_, error) => failed.push(error),
  );
  queue.add('a');
  for (const [pause, times] of [
    [499, 1],
    [1, 2],
    [999, 2],
    [1, 3],
  ] as const) {
    await new Promise(setImmediate);
    mock.timers.tick(pause);
    await new Promise(setImmediate);
    assert.equal(failed.length, times, `${pause} ms`);
  }
  queue.close();
});

test('what is added before its pause is over is worked on once', async t => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const { begun, work, settle } = heldWork();
  const queue = new WorkQueue(work, assert.fail);
  queue.later('a', 1000);
  queue.add('a');
  await settle();
  mock.timers.tick(2000);
  assert.deepEqual(begun, ['a']);
});
