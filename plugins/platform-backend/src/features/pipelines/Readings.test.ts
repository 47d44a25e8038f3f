import { until } from './__testUtils__/until';
import { markOf, Readings, type Pace, type Question } from './Readings';

function bench(pace: Partial<Pace> = {}) {
  let answers = 0;
  const question: Question<number> = {
    key: 'q',
    job: 'shop/web/main',
    ask: jest.fn(async () => (answers += 1)),
    everyMs: () => 1,
  };
  const onError = jest.fn();
  const readings = new Readings({ onError, pace });
  return { onError, question, readings, asked: () => answers };
}

describe('Readings', () => {
  it('ask again and again while somebody looks, and tell of each answer', async () => {
    const { asked, question, readings } = bench({ lookMs: 60_000 });
    const told: (readonly string[])[] = [];
    readings.subscribe(marks => told.push(marks));
    expect(readings.look(question).heard).toBeUndefined();
    await until(() => asked() > 3);
    readings.close();
    expect(told.length).toBeGreaterThan(2);
    expect(told[0]).toEqual([markOf(question)]);
  });

  it('ask no more when nobody has looked for a while', async () => {
    jest.useFakeTimers();
    try {
      const { asked, question, readings } = bench({ lookMs: 50 });
      readings.look(question);
      await jest.advanceTimersByTimeAsync(40);
      expect(asked()).toBeGreaterThan(3);
      await jest.advanceTimersByTimeAsync(100);
      expect(jest.getTimerCount()).toBe(0);
      const before = asked();
      readings.look(question);
      await jest.advanceTimersByTimeAsync(10);
      expect(asked()).toBeGreaterThan(before);
      readings.close();
    } finally {
      jest.useRealTimers();
    }
  });

  it('ask once for those who ask at the same time, and not for what is fresh', async () => {
    const { asked, question, readings } = bench({ freshMs: 60_000 });
    await Promise.all([readings.ask(question), readings.ask(question)]);
    await readings.ask(question);
    expect(asked()).toBe(1);
    expect(readings.known(question).heard?.value).toBe(1);
  });

  it('do not wait longer than they are patient where an answer is known', async () => {
    const { question, readings } = bench({ freshMs: -1, patienceMs: 1 });
    await readings.ask(question);
    const silent = () => new Promise<number>(() => {});
    jest.mocked(question.ask).mockImplementation(silent);
    await readings.ask(question);
    expect(readings.known(question).heard?.value).toBe(1);
  });

  it.each([
    ['the job', 'shop/web/main', 2],
    ['what it is in', 'shop/web', 2],
    ['a branch of it', 'shop/web/main/x', 2],
    ['another job', 'shop/web/main2', 1],
  ])('are hastened by an order about %s', async (_, job, expected) => {
    const { asked, question, readings } = bench();
    await readings.ask(question);
    readings.hasten(job);
    await until(() => asked() === expected);
    expect(asked()).toBe(expected);
  });

  it('keep no more than some questions under way', async () => {
    const { readings } = bench();
    const open: (() => void)[] = [];
    const ask = jest.fn(() => new Promise<number>(r => open.push(() => r(1))));
    const all = Array.from({ length: 20 }, (_, index) =>
      readings.ask({ key: `${index}`, job: 'a', ask, everyMs: () => 1 }),
    );
    await until(() => open.length === 6);
    expect(ask).toHaveBeenCalledTimes(6);
    for (let done = 0; done < 20; done += 1) {
      await until(() => open.length > done);
      open[done]?.();
    }
    await Promise.all(all);
    expect(ask).toHaveBeenCalledTimes(20);
  });
});
