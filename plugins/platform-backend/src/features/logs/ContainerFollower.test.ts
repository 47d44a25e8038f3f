import {
  InMemoryPodLogs,
  type InMemoryRun,
} from '@pilothouse/plugin-platform-node/testing';
import { ContainerFollower, type Beginning } from './ContainerFollower';
import { Pulse } from './Pulse';
import type { Run, Runs } from './runs';
import type { Told } from './told';

const container = {
  cluster: 'east',
  namespace: 'shop-prod',
  pod: 'web-1',
  container: 'app',
};
const time = (n: number) =>
  new Date(Date.parse('2031-04-01T08:00:00.000Z') + n)
    .toISOString()
    .replace('Z', '000000Z');
const second = (n: number) => `${time(n).slice(0, 19)}Z`;

/** A container whose log and status a test writes. */
class Bench {
  readonly logs = new InMemoryPodLogs();
  readonly told: Told[] = [];
  readonly changed = new Pulse();
  readonly leave = new AbortController();
  distrusted = new AbortController();
  failure?: unknown;
  /** Whether what was read last is a part of a line. */
  isInLine = false;
  now = '2031-04-01T08:00:30.500Z';
  #runs: Runs | 'gone' | 'unknown' = 'gone';
  #heard = new Pulse();

  status(runs: Runs | 'gone' | 'unknown'): void {
    this.#runs = runs;
    this.changed.fire();
  }

  follow(beginning: Partial<Beginning> = {}): void {
    const follower = new ContainerFollower(
      {
        open: (selection, signal) =>
          this.logs.open(
            container,
            selection,
            { user: 'user:default/lin', groups: [] },
            signal,
          ),
        runs: () => this.#runs,
        changed: () => this.changed.wait(),
        pause: () => this.changed.wait(5),
        expect: () => undefined,
        now: () => this.now,
        chance: () => 0,
        distrust: () => this.distrusted.signal,
        signal: this.leave.signal,
      },
      { selection: {}, ...beginning },
    );
    void this.#hear(follower.follow());
  }

  async #hear(batches: AsyncGenerator<readonly Told[]>): Promise<void> {
    try {
      for await (const batch of batches) {
        this.told.push(...batch);
        this.isInLine = batch.length === 0;
        this.#heard.fire();
      }
    } catch (error) {
      this.failure = error;
    }
    this.#heard.fire();
  }

  /** What was told, in short, once it is so much. */
  async first(count: number): Promise<string[]> {
    const deadline = Date.now() + 4_000;
    while (this.short().length < count && Date.now() < deadline) {
      await this.#heard.wait(100);
    }
    return this.short();
  }

  /** Waits until something is so. */
  async until(isSo: () => boolean): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (!isSo() && Date.now() < deadline) {
      await this.#heard.wait(10);
    }
  }

  distrust(): void {
    const before = this.distrusted;
    this.distrusted = new AbortController();
    before.abort();
  }

  short(): string[] {
    return this.told.map(told => {
      switch (told.kind) {
        case 'line':
          return told.text;
        case 'gap':
          return `gap ${told.because} ${told.lines ?? '?'}`;
        default:
          return `ended ${told.exitCode}`;
      }
    });
  }
}

const running = (id: string, at = 0): Run => ({ id, startedAt: second(at) });
const ended = (run: Run, at: number, exitCode = 137): Run => ({
  ...run,
  ended: { at: second(at), exitCode },
});

function write(run: InMemoryRun, from: number, ...texts: string[]): void {
  texts.forEach((text, index) => run.write(time(from + index), text));
}

describe('ContainerFollower', () => {
  let bench: Bench;
  let run: InMemoryRun;

  beforeEach(() => {
    bench = new Bench();
    run = bench.logs.start(container);
    bench.status({ latest: running('1') });
  });
  afterEach(() => {
    bench.leave.abort();
    bench.changed.fire();
  });

  it('goes on without repeating or dropping a line when the connection breaks', async () => {
    write(run, 1, 'a', 'b');
    run.write(time(2), 'b again');
    bench.follow();
    expect(await bench.first(3)).toEqual(['a', 'b', 'b again']);
    bench.logs.breakConnections();
    run.write(time(2), 'b at last');
    write(run, 5, 'c');
    expect(await bench.first(5)).toEqual([
      'a',
      'b',
      'b again',
      'b at last',
      'c',
    ]);
  });

  it.each<[string, 'stalls' | 'ends', (of: Bench) => void]>([
    ['distrusts a connection', 'stalls', of => of.distrust()],
    ['loses one', 'stalls', of => of.logs.breakConnections()],
    ['finds its node gone', 'ends', () => undefined],
  ])('tells a line whole in whose middle it %s', async (_, then, cut) => {
    write(run, 1, 'a');
    bench.follow();
    expect(await bench.first(1)).toEqual(['a']);
    const { length } = bench.logs.asked;
    bench.logs.cutNextLine(then);
    write(run, 2, 'b is long', 'c');
    await bench.until(() => bench.isInLine);
    cut(bench);
    await bench.until(() => {
      bench.changed.fire();
      return bench.logs.asked.length > length;
    });
    expect(await bench.first(3)).toEqual(['a', 'b is long', 'c']);
  });

  it('tells the last words of a pod that is gone though their line has no end', async () => {
    write(run, 1, 'a');
    bench.follow();
    expect(await bench.first(1)).toEqual(['a']);
    bench.logs.cutNextLine('ends');
    write(run, 2, 'panic!');
    await bench.until(() => bench.isInLine);
    bench.status('gone');
    expect(await bench.first(2)).toEqual(['a', 'pan']);
  });

  it('tells a restart between the end of one run and the beginning of the next', async () => {
    write(run, 1, 'a');
    bench.follow();
    expect(await bench.first(1)).toEqual(['a']);
    write(run, 2, 'last words');
    run.end();
    expect(await bench.first(2)).toEqual(['a', 'last words']);
    bench.status({ latest: ended(running('1'), 2) });
    expect(await bench.first(3)).toEqual(['a', 'last words', 'ended 137']);
    write(bench.logs.start(container), 3_000, 'b');
    bench.status({
      latest: running('2', 3_000),
      previous: ended(running('1'), 2),
    });
    expect(await bench.first(5)).toEqual([
      'a',
      'last words',
      'ended 137',
      'gap restarted 0',
      'b',
    ]);
  });

  it('reads what a run said last when it hears of the next one at once', async () => {
    write(run, 1, 'a');
    bench.follow();
    expect(await bench.first(1)).toEqual(['a']);
    bench.logs.setUnreachable('no route to the node');
    bench.logs.breakConnections();
    write(run, 2, 'last words');
    run.end();
    write(bench.logs.start(container), 3_000, 'b');
    expect(await bench.first(2)).toEqual(['a', 'gap unreachable ?']);
    bench.status({
      latest: running('2', 3_000),
      previous: ended(running('1'), 2),
    });
    bench.logs.setUnreachable(undefined);
    expect(await bench.first(7)).toEqual([
      'a',
      'gap unreachable ?',
      'gap reconnected 0',
      'last words',
      'ended 137',
      'gap restarted 0',
      'b',
    ]);
  });

  it('says that lines may be missing when a run came and went unseen', async () => {
    write(run, 1, 'a');
    write(bench.logs.start(container), 60_000, 'c');
    write(bench.logs.start(container), 90_000, 'd');
    bench.status({
      latest: running('3', 90_000),
      previous: ended(running('2', 60_000), 60_001),
    });
    bench.follow({ mark: { at: time(1), count: 1, after: 0 } });
    expect(await bench.first(5)).toEqual([
      'gap restarted ?',
      'c',
      'ended 137',
      'gap restarted 0',
      'd',
    ]);
  });

  it('goes on where an earlier reader was', async () => {
    write(run, 1, 'a', 'b', 'c');
    bench.follow({ mark: { at: time(2), count: 1, after: 0 } });
    expect(await bench.first(1)).toEqual(['c']);
    expect(bench.logs.asked[0]?.selection.sinceTime).toBe(
      '2031-04-01T07:59:58Z',
    );
  });

  it('says so when the node has rotated away what it told last', async () => {
    write(run, 1, 'a', 'b');
    bench.follow();
    expect(await bench.first(2)).toEqual(['a', 'b']);
    bench.logs.setUnreachable('down');
    bench.logs.breakConnections();
    expect(await bench.first(3)).toEqual(['a', 'b', 'gap unreachable ?']);
    write(run, 10_000, 'c', 'd');
    run.rotate(3);
    bench.logs.setUnreachable(undefined);
    expect(await bench.first(5)).toEqual([
      'a',
      'b',
      'gap unreachable ?',
      'gap rotated ?',
      'd',
    ]);
  });

  it('waits for a container that has not started', async () => {
    bench.status({});
    bench.follow();
    expect(bench.logs.asked).toEqual([]);
    write(run, 1, 'a');
    bench.status({ latest: running('1') });
    expect(await bench.first(1)).toEqual(['a']);
  });

  it('forgets no bound when it opens a log again that said nothing yet', async () => {
    bench.follow({ selection: { tailLines: 5, sinceSeconds: 20 } });
    await bench.until(() => run.readers === 1);
    bench.now = '2031-04-01T08:00:42.700Z';
    bench.logs.breakConnections();
    await bench.until(() => bench.logs.asked.length === 2);
    const [first, again] = bench.logs.asked;
    expect(first?.selection).toMatchObject({ tailLines: 5, sinceSeconds: 20 });
    expect(again?.selection).toEqual({
      sinceSeconds: 33,
      previous: false,
      follow: true,
    });
  });

  it.each([
    ['10 min behind', -10],
    ['right', 0],
    ['10 min ahead', 10],
  ])(
    'drops and repeats no line when the connection breaks and the clock of the node is %s',
    async (_, minutes) => {
      const written = 31_000 + minutes * 60_000;
      bench.follow({ selection: { sinceSeconds: 20 } });
      await bench.until(() => run.readers === 1);
      bench.logs.breakConnections();
      write(run, written, 'a', 'b');
      expect(await bench.first(2)).toEqual(['a', 'b']);
      bench.logs.breakConnections();
      write(run, written + 2, 'c');
      expect(await bench.first(3)).toEqual(['a', 'b', 'c']);
    },
  );

  it('ends with the pod', async () => {
    write(run, 1, 'a');
    bench.follow();
    expect(await bench.first(1)).toEqual(['a']);
    bench.logs.remove(container);
    bench.status('gone');
    expect(await bench.first(1)).toEqual(['a']);
    expect(bench.failure).toBeUndefined();
  });

  it('goes on when a pod of which nothing was known for a while is known again', async () => {
    write(run, 1, 'a');
    bench.follow();
    expect(await bench.first(1)).toEqual(['a']);
    bench.status('unknown');
    bench.logs.breakConnections();
    expect(await bench.first(2)).toEqual(['a', 'gap cluster-not-known ?']);
    write(run, 2, 'b');
    bench.status({ latest: running('1') });
    expect(await bench.first(4)).toEqual([
      'a',
      'gap cluster-not-known ?',
      'gap reconnected 0',
      'b',
    ]);
  });

  it('ends with the error when the person may not read it', async () => {
    bench.logs.allow(() => false);
    bench.follow();
    expect(await bench.first(0)).toEqual([]);
    await new Promise(resolve => setImmediate(resolve));
    expect(bench.failure).toMatchObject({ name: 'NotAllowedError' });
  });

  const refused = expect.objectContaining({ name: 'NotAllowedError' });

  it.each([
    ['goes on when', 1, undefined],
    ['ends with the error when more than', 2, refused],
  ])('%s one refusal meets who has read before', async (_, times, failure) => {
    write(run, 1, 'a');
    bench.follow();
    expect(await bench.first(1)).toEqual(['a']);
    let refusals = 0;
    bench.logs.allow(() => ++refusals > times);
    bench.logs.breakConnections();
    write(run, 2, 'b');
    const isOver = () => bench.failure !== undefined;
    await bench.until(() => isOver() || bench.short().includes('b'));
    expect(bench.failure).toEqual(failure);
    expect(bench.short().at(-1)).toBe(failure ? 'gap unreachable ?' : 'b');
  });

  it('reads the run before to its end when asked for that', async () => {
    write(run, 1, 'a', 'b');
    run.end();
    write(bench.logs.start(container), 3_000, 'c');
    bench.status({
      latest: running('2', 3_000),
      previous: ended(running('1'), 2),
    });
    bench.follow({ previous: true, selection: { tailLines: 1 } });
    expect(await bench.first(2)).toEqual(['b', 'ended 137']);
  });

  it('says that the node has dropped the log of the run before when asked for that', async () => {
    bench.status({
      latest: running('2', 3_000),
      previous: ended(running('1'), 2),
    });
    bench.follow({ previous: true });
    expect(await bench.first(2)).toEqual(['gap rotated ?', 'ended 137']);
  });

  it('does not say that nothing is missing of a run whose log the node has dropped', async () => {
    write(run, 1, 'a');
    bench.follow();
    expect(await bench.first(1)).toEqual(['a']);
    bench.logs.remove(container);
    write(bench.logs.start(container), 3_000, 'b');
    bench.status({
      latest: running('2', 3_000),
      previous: ended(running('1'), 2),
    });
    expect(await bench.first(3)).toEqual(['a', 'gap restarted ?', 'b']);
  });
});
