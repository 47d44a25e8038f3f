import { ReviewCache } from './ReviewCache';
import type { Question, Verdict } from './reviews';

const allowed: Verdict = { kind: 'allowed' };
const denied: Verdict = { kind: 'denied' };
const unknown: Verdict = { kind: 'unknown', because: 'no answer' };

function question(namespace = 'shop-dev', user = 'lin.wei'): Question {
  return {
    cluster: 'local',
    subject: { user, groups: ['shop'] },
    verb: 'list',
    group: '',
    resource: 'pods',
    namespace,
  };
}

function bench() {
  const world = { now: 0, says: allowed, reachable: true };
  const ask = jest.fn(async (_: Question) => world.says);
  const changed = jest.fn();
  const failed = jest.fn();
  const cache = new ReviewCache({
    ask,
    changed,
    failed,
    reachable: () => world.reachable,
    now: () => world.now,
    ttlMs: 60_000,
  });
  return { world, ask, changed, failed, cache };
}

describe('ReviewCache', () => {
  it('asks once for all who look at the same time and after', async () => {
    const { ask, cache } = bench();
    await Promise.all(
      Array.from({ length: 1000 }, () => cache.ask(question())),
    );
    expect(await cache.ask(question())).toEqual(allowed);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['namespace', question('shop-prod')],
    ['person', question('shop-dev', 'anna')],
  ])('asks again about another %s', async (_, other) => {
    const { ask, cache } = bench();
    await cache.ask(question());
    await cache.ask(other);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('serves an old answer while it asks again, and tells what has changed', async () => {
    const { world, changed, cache } = bench();
    await cache.ask(question());
    world.now = 60_001;
    world.says = denied;
    expect(await cache.ask(question())).toEqual(allowed);
    await Promise.resolve();
    expect(changed).toHaveBeenCalledTimes(1);
    expect(await cache.ask(question())).toEqual(denied);
  });

  it.each([
    ['everywhere', undefined, denied],
    ['in the namespace', 'shop-dev', denied],
    ['in another namespace', 'shop-prod', allowed],
  ])('after rights changed %s serves %#', async (_, namespace, expected) => {
    const { world, cache } = bench();
    await cache.ask(question());
    world.says = denied;
    cache.forget('local', namespace);
    expect(await cache.ask(question())).toEqual(expected);
  });

  it('keeps no answer that was on its way when rights changed', async () => {
    const { ask, cache } = bench();
    let answer: (verdict: Verdict) => void = () => undefined;
    ask.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    const first = cache.ask(question());
    cache.forget('local');
    ask.mockResolvedValueOnce(denied);
    const second = cache.ask(question());
    answer(allowed);
    await first;
    expect(await second).toEqual(denied);
    expect(await cache.ask(question())).toEqual(denied);
  });

  it.each([
    ['allowed', allowed],
    ['denied', denied],
  ])('believes that it is %s while the cluster is silent', async (_, last) => {
    const { world, ask, cache } = bench();
    world.says = last;
    await cache.ask(question());
    cache.forget('local');
    world.reachable = false;
    expect(await cache.ask(question())).toEqual(last);
    world.reachable = true;
    world.says = unknown;
    expect(await cache.ask(question())).toEqual(last);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it.each([true, false])(
    'allows nothing that no cluster ever allowed (reachable: %s)',
    async reachable => {
      const { world, cache } = bench();
      world.reachable = reachable;
      world.says = unknown;
      expect((await cache.ask(question())).kind).toBe('unknown');
    },
  );

  it('asks a cluster that could not say again, not at once', async () => {
    const { world, ask, failed, cache } = bench();
    world.says = unknown;
    await cache.ask(question());
    await cache.ask(question());
    expect(ask).toHaveBeenCalledTimes(1);
    const [[retryMs]] = failed.mock.calls;
    world.now += retryMs;
    world.says = allowed;
    expect(await cache.ask(question())).toEqual(allowed);
  });
});
