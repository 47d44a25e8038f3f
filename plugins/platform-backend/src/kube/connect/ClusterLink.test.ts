import { ClusterFailure } from './ClusterFailure';
import { ClusterLink } from './ClusterLink';

describe('the link to an API server', () => {
  let answer: () => Promise<void>;
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
      async () => {},
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
    answer = async () => {};
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

  it('forgives a slow answer when something else was heard meanwhile', async () => {
    await pass(0);
    answer = async () => {
      link.heard();
      return silence();
    };
    await pass(10_000);
    expect(link.state.kind).toBe('up');
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
