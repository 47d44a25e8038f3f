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

  it('are not free for builds in the queue while one that has begun will take them', async () => {
    const executors = new Executors(1);
    let freed = 0;
    executors.onFree(() => (freed += 1));
    const begun = executors.expect();
    assert.equal(executors.free, 0);
    const release = await begun.take(never, () => assert.fail('waits'));
    assert.equal(executors.free, 0);
    release();
    begun.forget();
    assert.equal(executors.free, 1);
    const asks = executors.expect();
    assert.equal(executors.free, 0);
    freed = 0;
    asks.forget();
    assert.deepEqual([executors.free, freed], [1, 1]);
  });

  it('are kept from nobody by a build that has begun', async () => {
    const executors = new Executors(1);
    executors.expect();
    const goesOn = await executors.take(never, () => assert.fail('waits'));
    assert.equal(executors.free, -1);
    goesOn();
  });
});
