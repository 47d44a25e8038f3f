import { decideNext, fresh, type Attempts, type Next } from './decide';
import type { Outcome } from './Outcome';

const random = 1;
const broken: Outcome = { kind: 'broken', because: 'the connection broke off' };
const forbidden: Outcome = { kind: 'forbidden', because: 'no' };
const failed: Outcome = { kind: 'failed', because: 'etcd is slow' };
const after = (failures: number, refusals = 0): Attempts => ({
  failures,
  refusals,
});

describe('what an informer does next', () => {
  it.each<[string, Outcome, Attempts, boolean, Partial<Next>]>([
    [
      'a watch that ends in order goes on at once',
      { kind: 'ended' },
      fresh,
      true,
      { from: 'watch', delayMs: 0, attempts: fresh },
    ],
    [
      'one that ends at once waits',
      { kind: 'ended' },
      fresh,
      false,
      { from: 'watch', delayMs: 200 },
    ],
    [
      'a broken watch goes on where it was',
      broken,
      fresh,
      true,
      { from: 'watch', delayMs: 200, verdict: undefined },
    ],
    [
      'one that breaks again and again is mistrusted',
      broken,
      after(2),
      false,
      {
        from: 'list',
        verdict: { kind: 'stale', because: 'the connection broke off' },
      },
    ],
    [
      'what was heard between breaks restores trust',
      broken,
      after(7),
      true,
      { from: 'watch', delayMs: 200 },
    ],
    [
      'what is forgotten is listed anew at once',
      { kind: 'expired' },
      fresh,
      true,
      { from: 'list', delayMs: 0 },
    ],
    [
      'what is forgotten again waits',
      { kind: 'expired' },
      after(1),
      false,
      { from: 'list', delayMs: 400 },
    ],
    [
      'one refusal is not believed',
      forbidden,
      fresh,
      false,
      { from: 'list', delayMs: 500, verdict: undefined },
    ],
    [
      'two are, and it is tried seldom',
      forbidden,
      after(0, 1),
      false,
      { from: 'list', delayMs: 30_000, verdict: forbidden },
    ],
    [
      'a kind that is not there is tried seldom',
      { kind: 'absent' },
      after(0, 1),
      false,
      { delayMs: 30_000, verdict: { kind: 'absent' } },
    ],
    [
      'any other error lists anew',
      failed,
      fresh,
      true,
      {
        from: 'list',
        delayMs: 200,
        verdict: { kind: 'stale', because: 'etcd is slow' },
      },
    ],
    [
      'a server that asks for patience gets it',
      { ...failed, retryAfterMs: 3_000 },
      fresh,
      false,
      { delayMs: 3_000 },
    ],
    [
      'nobody waits longer than five seconds for a server',
      failed,
      after(50),
      false,
      { delayMs: 5_000 },
    ],
    [
      'a server that says how long to wait is obeyed',
      { ...failed, retryAfterMs: 7_000 },
      fresh,
      true,
      { delayMs: 7_000 },
    ],
    [
      'a proxy that wants an hour is not',
      { ...failed, retryAfterMs: 3_600_000 },
      fresh,
      true,
      { delayMs: 10_000 },
    ],
    [
      'a refused token is no reason to list anew',
      { kind: 'unauthorized' },
      fresh,
      true,
      { from: 'watch', verdict: undefined },
    ],
  ])('%s', (_, outcome, attempts, heard, expected) => {
    const next = decideNext(outcome, attempts, {
      heard,
      isReturning: false,
      random,
    });
    for (const [name, value] of Object.entries(expected)) {
      expect(next[name as keyof Next]).toEqual(value);
    }
  });

  const because = 'etcd is slow';
  it.each<[number, Next['verdict']]>([
    [0, undefined],
    [1, undefined],
    [2, { kind: 'stale', because }],
  ])(
    'a server that is back and has failed %i times before',
    (failures, verdict) => {
      const next = decideNext(failed, after(failures), {
        heard: false,
        isReturning: true,
        random,
      });
      expect(next.verdict).toEqual(verdict);
    },
  );
});
