import type { InMemoryCiServer } from '@pilothouse/plugin-platform-node/testing';
import { shopServer } from './__testUtils__/shop';
import { MainRuns, mainRunsMark } from './MainRuns';

const unreachable = { kind: 'unreachable', message: 'refused' } as const;

describe('MainRuns', () => {
  let ci: InMemoryCiServer;
  let runs: MainRuns;
  let told: (readonly string[])[];

  beforeEach(async () => {
    ci = await shopServer();
    jest.useFakeTimers({ now: new Date('2031-04-01T08:00:00.000Z') });
    runs = new MainRuns({ ci, onError: () => {} });
    told = [];
    runs.subscribe(marks => told.push(marks));
  });
  afterEach(() => {
    runs.close();
    jest.useRealTimers();
  });

  const pass = (seconds: number) =>
    jest.advanceTimersByTimeAsync(seconds * 1_000);
  const known = (job = 'shop/web') => runs.look([job]).get(job);
  const jobs = (count: number) =>
    Array.from({ length: count }, (_, at) => {
      ci.put({ job: `shop/s${at}/main`, number: 1, state: 'succeeded' });
      return `shop/s${at}`;
    });

  it('reads at once what is looked at, and tells it with its time', async () => {
    expect(known()?.heard).toBeUndefined();
    await pass(0);
    expect(known()?.heard).toEqual({
      value: {},
      readAt: '2031-04-01T08:00:00.000Z',
    });
    expect(told).toEqual([[mainRunsMark]]);
  });

  it('reads as often for many who look as for one', async () => {
    for (let second = 0; second < 60; second += 1) {
      for (let looks = 0; looks < 5; looks += 1) known();
      await pass(1);
    }
    expect(ci.asked).toHaveLength(5);
  });

  it.each([
    [10, 15],
    [300, 30],
  ])('reads each of %d jobs every %d s', async (count, seconds) => {
    const all = jobs(count);
    runs.look(all);
    await pass(0);
    const first = ci.asked.length;
    expect(new Set(ci.asked).size).toBe(count);
    runs.look(all);
    await pass(seconds - 1);
    expect(ci.asked).toHaveLength(first);
    await pass(1);
    expect(ci.asked).toHaveLength(2 * count);
  });

  it('sets the pace by all that is looked at, whoever looked first', async () => {
    known('shop/s0');
    await pass(1);
    runs.look(jobs(300));
    await pass(20);
    expect(ci.asked.filter(asked => asked.includes('/s0/main'))).toHaveLength(
      1,
    );
  });

  it('forgets none of very many', async () => {
    const all = jobs(3_000);
    runs.look(all);
    await pass(0);
    const heard = [...runs.look(all).values()].filter(each => each.heard);
    expect(heard).toHaveLength(3_000);
  });

  it('asks no more once nobody has looked for a while', async () => {
    known();
    await pass(300);
    const asked = ci.asked.length;
    expect(asked).toBeLessThan(6);
    await pass(600);
    expect(ci.asked).toHaveLength(asked);
  });

  it('tells at once what is new, and now and then that the rest was read again', async () => {
    const look = () => runs.look(['shop/web']);
    const leave = runs.subscribe(look);
    look();
    await pass(14);
    const before = told.length;
    ci.put({ job: 'shop/web/main', number: 2, state: 'failed' });
    await pass(2);
    expect(told.length).toBe(before + 1);
    expect(known()?.heard?.value?.broken?.run.number).toBe(2);
    await pass(60);
    expect(told.length - before).toBeGreaterThan(3);
    expect(told.length - before).toBeLessThan(7);
    leave();
  });

  it('reads next what was ordered', async () => {
    known();
    await pass(1);
    runs.hasten('shop/web/main');
    await pass(0);
    expect(ci.asked).toHaveLength(2);
  });

  it('says of all that the CI server is silent, since when, and keeps what it told', async () => {
    const all = [...jobs(20), 'shop/web'];
    ci.put({ job: 'shop/web/main', number: 2, state: 'failed' });
    runs.look(all);
    await pass(1);
    ci.setFailure(unreachable);
    runs.look(all);
    await pass(20);
    const silent = [...runs.look(all).values()];
    expect(silent.map(({ failure }) => failure?.because)).toEqual(
      all.map(() => unreachable),
    );
    expect(silent.at(-1)?.heard?.value?.broken?.run.number).toBe(2);
  });

  it('asks a silent CI server by one question at a time, and all once it answers', async () => {
    const all = jobs(20);
    ci.setFailure(unreachable);
    const look = () => runs.look(all);
    runs.subscribe(look);
    look();
    await pass(60);
    expect(ci.asked.length).toBeLessThanOrEqual(14);
    ci.setFailure();
    await pass(6);
    const states = [...look().values()];
    expect(
      states.filter(({ heard, failure }) => heard && !failure),
    ).toHaveLength(20);
  });

  it('does not take all for silent for what one job says', async () => {
    const all = jobs(2);
    const answer = ci.runs.bind(ci);
    jest.spyOn(ci, 'runs').mockImplementation(async (job, selection) => {
      if (job.startsWith('shop/s0')) throw new Error('odd');
      return answer(job, selection);
    });
    runs.look(all);
    await pass(0);
    const [odd, other] = [...runs.look(all).values()];
    expect(odd.failure?.because).toMatchObject({ kind: 'failed' });
    expect(other.failure).toBeUndefined();
    expect(other.heard?.value).toEqual({});
  });

  it('asks nothing more after it was closed', async () => {
    known();
    await pass(1);
    runs.close();
    const asked = ci.asked.length;
    await pass(120);
    expect(ci.asked).toHaveLength(asked);
  });
});
