import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { smokeTest, type Answer } from './smoke.ts';
import { WORK } from './work.ts';

const ok = (body: object): Answer => ({
  status: 200,
  body: JSON.stringify(body),
});
const WORKING: Record<string, Answer> = {
  ...Object.fromEntries(
    WORK.map(({ path, expected }) => [path, { status: 200, body: expected }]),
  ),
  '/healthz': ok({ status: 'ok', version: '2' }),
};

/** A service that answers as told, and a clock that goes on by 1 with each pause. */
function trial(answers: Record<string, (time: number) => Answer>) {
  let time = 0;
  const ask = (path: string) => {
    const answer = answers[path]?.(time) ?? WORKING[path];
    return answer
      ? Promise.resolve(answer)
      : Promise.reject(new Error(`nothing at ${path}`));
  };
  const pause = () => {
    time += 1;
    return Promise.resolve();
  };
  return smokeTest(ask, '2', { patienceMs: 3, now: () => time, pause });
}

describe('smokeTest', () => {
  it('is content with a service that works', async () => {
    await trial({});
  });

  it('waits until the new build answers', async () => {
    await trial({
      '/healthz': time => ok({ status: 'ok', version: time < 2 ? '1' : '2' }),
    });
  });

  it('says which build still answers when the wait is over', async () => {
    await assert.rejects(
      trial({ '/healthz': () => ok({ status: 'ok', version: '1' }) }),
      /should say version 2; seen: version 1/,
    );
  });

  it('says what went wrong with the work', async () => {
    await assert.rejects(
      trial({ '/readyz': () => ({ status: 503, body: 'stopping' }) }),
      /\/readyz should answer 200 .* answered 503: stopping/,
    );
  });
});
