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
  const world: { now: number; says: Verdict; silentSince?: number } = {
    now: 0,
    says: allowed,
  };
  const ask = jest.fn(async (_: Question) => world.says);
  const changed = jest.fn();
  const failed = jest.fn();
  const cache = new ReviewCache({
    ask,
    changed,
    failed,
    silentSince: () => world.silentSince,
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

  it.each([
    ['allowed', allowed, unknown, 'unknown'],
    ['allowed', allowed, denied, 'denied'],
    ['denied', denied, allowed, 'allowed'],
  ])(
    'believes no longer that it was %s after so long, but what is said now: %#',
    async (_, last, says, expected) => {
      const { world, cache } = bench();
      world.says = last;
      await cache.ask(question());
      world.now = 120_001;
      world.says = says;
      expect((await cache.ask(question())).kind).toBe(expected);
    },
  );

  it.each([
    [120_000, 'allowed'],
    [120_001, 'unknown'],
  ])(
    'believes, however long the cluster is silent, what was %d ms old before: %s',
    async (silentSince, expected) => {
      const { world, cache } = bench();
      await cache.ask(question());
      world.silentSince = silentSince;
      world.now = 10_000_000;
      expect((await cache.ask(question())).kind).toBe(expected);
    },
  );

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

  it('tells of an old answer, also once there is a new one, that it is old', async () => {
    const { world, cache } = bench();
    const first = await cache.answer(question());
    expect(first).toEqual({ verdict: allowed, freshUntil: 60_000 });
    world.now = 60_001;
    world.says = denied;
    expect(await cache.answer(question())).toEqual(first);
    expect(await cache.answer(question())).toEqual({
      verdict: denied,
      freshUntil: 120_001,
    });
  });

  it('has another version when rights change, not when it learns more', async () => {
    const { cache } = bench();
    const { version } = cache;
    await cache.ask(question());
    await cache.ask(question('shop-dev', 'anna'));
    expect(cache.version).toBe(version);
    cache.forget({ cluster: 'local', namespace: 'shop-dev' });
    expect(cache.version).not.toBe(version);
  });

  it.each([
    ['everywhere', undefined, denied],
    ['in the namespace', 'shop-dev', denied],
    ['in another namespace', 'shop-prod', allowed],
  ])('after rights changed %s serves %#', async (_, namespace, expected) => {
    const { world, cache } = bench();
    await cache.ask(question());
    world.says = denied;
    cache.forget({ cluster: 'local', namespace });
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
    cache.forget({ cluster: 'local' });
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
    cache.forget({ cluster: 'local', unheard: true });
    world.silentSince = world.now;
    expect(await cache.ask(question())).toEqual(last);
    world.silentSince = undefined;
    world.says = unknown;
    expect(await cache.ask(question())).toEqual(last);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['answers, but cannot say', undefined],
    ['is silent', 0],
  ])(
    'believes nothing that a change of rights was seen to end, while the cluster %s',
    async (_, silentSince) => {
      const { world, cache } = bench();
      await cache.ask(question());
      cache.forget({ cluster: 'local' });
      cache.forget({ cluster: 'local', unheard: true });
      world.silentSince = silentSince;
      world.says = unknown;
      expect((await cache.ask(question())).kind).toBe('unknown');
    },
  );

  it.each([undefined, 0])(
    'allows nothing that no cluster ever allowed (silent since: %s)',
    async silentSince => {
      const { world, cache } = bench();
      world.silentSince = silentSince;
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
