import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { untilDone } from './until-done.ts';

describe('untilDone', () => {
  for (const [failures, endsAfter, done] of [
    [0, 9, true],
    [2, 9, true],
    [9, 3, false],
    [0, 0, false],
  ] as const) {
    it(`${
      done ? 'succeeds' : 'ends'
    } after ${failures} failures, with an end after ${endsAfter}`, async () => {
      const end = new AbortController();
      let seen = 0;
      if (endsAfter === 0) end.abort();
      const isDone = await untilDone(
        () =>
          seen < failures
            ? Promise.reject(new Error('not yet'))
            : Promise.resolve(),
        {
          onFailure: () => {
            seen += 1;
            if (seen === endsAfter) end.abort();
          },
          pause: () => Promise.resolve(),
          signal: end.signal,
        },
      );
      assert.equal(isDone, done);
      assert.equal(seen, Math.min(failures, endsAfter));
    });
  }
});
