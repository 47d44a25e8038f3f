import { ClusterFailure } from './ClusterFailure';
import { ClusterLink } from './ClusterLink';
import { hangingOn } from '../testing/hanging-on';

describe('the link to an API server', () => {
  let answer: () => Promise<number | undefined>;
  let asked: boolean[];
  let changes: string[];
  let link: ClusterLink;
  let end: AbortController;

  const refuse = async () => {
    throw new ClusterFailure('network', 'connection refused');
  };
  const silence = async () => {
    throw new ClusterFailure('network', 'it does not answer');
  };

  beforeEach(() => {
    jest.useFakeTimers();
    [asked, changes, end, answer] = [
      [],
      [],
      new AbortController(),
      async () => undefined,
    ];
    link = new ClusterLink({
      probe: async mustBeReady => {
        asked.push(mustBeReady);
        return answer();
      },
      changed: () => changes.push(link.state.kind),
      random: () => 1,
    });
    void link.run(end.signal);
  });
  afterEach(() => {
    end.abort();
    jest.useRealTimers();
  });

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('asks whether it is ready at first, and then only for a sign of life', async () => {
    await pass(6_000);
    expect(asked).toEqual([true, false, false]);
    expect(changes).toEqual(['up']);
  });

  it('is lost with the first refusal, ends what relied on it, and is found again within 5 s', async () => {
    await pass(0);
    const session = await link.up(end.signal);
    answer = refuse;
    link.suspect();
    await pass(0);
    expect(link.state).toMatchObject({
      kind: 'down',
      because: 'connection refused',
    });
    expect(session.aborted).toBe(true);
    await pass(60_000);
    answer = async () => undefined;
    await pass(5_000);
    expect(link.state.kind).toBe('up');
    expect((await link.up(end.signal)).aborted).toBe(false);
    expect(changes).toEqual(['up', 'down', 'up']);
  });

  it('is lost since it was last heard', async () => {
    await pass(0);
    const heardAt = link.heardAt;
    answer = silence;
    await pass(3_000);
    expect(link.state).toMatchObject({ kind: 'down', since: heardAt });
  });

  it('tells how far its clock is off, once for each time that it changes', async () => {
    answer = async () => 600_000;
    await pass(3_000);
    expect(link.clockMinutes).toBe(10);
    const before = changes.length;
    answer = async () => 601_000;
    await pass(9_000);
    expect(changes).toHaveLength(before);
    answer = async () => -200;
    await pass(3_000);
    expect(link.clockMinutes).toBeUndefined();
    expect(changes).toHaveLength(before + 1);
  });

  it('forgives a slow answer when something else was heard meanwhile', async () => {
    await pass(0);
    answer = async () => {
      link.heard();
      return silence();
    };
    await pass(10_000);
    expect(link.state.kind).toBe('up');
  });

  it('keeps no more for many signs of life than for one', async () => {
    await pass(0);
    const before = hangingOn(end.signal);
    await pass(30_000);
    expect(asked.length).toBeGreaterThan(10);
    expect(hangingOn(end.signal)).toBe(before);
  });

  it('asks one that answers but is never ready all the same, in the end', async () => {
    const other = new ClusterLink({
      probe: async mustBeReady => {
        if (mustBeReady) return refuse();
        return undefined;
      },
      changed: () => {},
      random: () => 1,
    });
    void other.run(end.signal);
    await pass(30_000);
    expect(other.state.kind).toBe('down');
    await pass(30_000);
    expect(other.state.kind).toBe('up');
  });
});
