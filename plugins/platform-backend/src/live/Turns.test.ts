import { Turns } from './Turns';

describe('Turns', () => {
  let now = 0;
  let ran: string[] = [];
  const task = (name: string, costMs: number) => () => {
    ran.push(name);
    now += costMs;
  };

  beforeEach(() => {
    jest.useFakeTimers();
    now = 0;
    ran = [];
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('runs what is quick at a stretch, in the order in which it came', async () => {
    const turns = new Turns(() => now);
    ['a', 'b', 'c'].forEach(name => turns.add(task(name, 1)));
    expect(ran).toEqual([]);
    await jest.advanceTimersByTimeAsync(0);
    expect(ran).toEqual(['a', 'b', 'c']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives the others their turn after one that throws', async () => {
    const turns = new Turns(() => now);
    turns.add(() => {
      throw new Error('broken');
    });
    turns.add(task('a', 1));
    await expect(jest.advanceTimersByTimeAsync(0)).rejects.toThrow('broken');
    await jest.advanceTimersByTimeAsync(1);
    expect(ran).toEqual(['a']);
  });

  it.each([
    { cost: 10, rest: 10 },
    { cost: 70, rest: 10 },
  ])('rests for $rest ms after $cost ms', async ({ cost, rest }) => {
    const turns = new Turns(() => now);
    ['a', 'b'].forEach(name => turns.add(task(name, cost)));
    await jest.advanceTimersByTimeAsync(rest - 1);
    expect(ran).toEqual(['a']);
    await jest.advanceTimersByTimeAsync(1);
    expect(ran).toEqual(['a', 'b']);
  });

  it('runs once what is added again while it waits', async () => {
    const turns = new Turns(() => now);
    const again = task('a', 1);
    turns.add(again);
    turns.add(again);
    await jest.advanceTimersByTimeAsync(100);
    expect(ran).toEqual(['a']);
    turns.add(again);
    await jest.advanceTimersByTimeAsync(0);
    expect(ran).toEqual(['a', 'a']);
  });
});
