import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Executors } from './executors.ts';

const never = new AbortController().signal;

/** Whether a promise is settled once everything that is ready has been done. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = () => (settled = true);
  promise.then(note, note);
  await new Promise(resolve => setImmediate(resolve));
  return settled;
}

describe('executors', () => {
  it('are given in the order of asking, and each to one only', async () => {
    const executors = new Executors(1);
    const said: string[] = [];
    const take = (name: string) => executors.take(never, () => said.push(name));
    const releaseFirst = await take('first');
    const second = take('second');
    const third = take('third');
    assert.deepEqual(said, ['second', 'third']);
    assert.equal(await isSettled(second), false);
    releaseFirst();
    releaseFirst();
    const releaseSecond = await second;
    assert.equal(await isSettled(third), false);
    assert.equal(executors.busy, 1);
    releaseSecond();
    (await third)();
    assert.equal(executors.busy, 0);
  });

  it('are not given to who has gone away', async () => {
    const executors = new Executors(1);
    const release = await executors.take(never, () => {});
    const gone = new AbortController();
    const waiting = executors.take(gone.signal, () => {});
    const refused = assert.rejects(waiting, /gone/);
    gone.abort(new Error('gone'));
    await refused;
    release();
    assert.equal(executors.busy, 0);
    await assert.rejects(
      executors.take(gone.signal, () => {}),
      /gone/,
    );
    assert.equal(executors.busy, 0);
  });
});
