import type { LogEvent, TailRequest } from '@pilothouse/plugin-platform-common';
import { Session } from './Session';

const request: TailRequest = {
  target: {
    cluster: 'east',
    namespace: 'shop',
    kind: 'Deployment',
    name: 'web',
  },
  tailLines: 200,
};
const source = { index: 0, pod: 'web-a', uid: 'a', container: 'app' };
const time = (n: number) => `2031-04-01T08:00:0${n}.000000000Z`;

/** A page that a test hides and shows. */
class Page extends EventTarget {
  constructor(public hidden: boolean) {
    super();
  }

  show(shown: boolean): void {
    this.hidden = !shown;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

/** A portal with a log of numbered lines, which it tells from where it is asked. */
class Portal {
  readonly asked: TailRequest[] = [];
  open = 0;
  /** Lines of the log so far. */
  said = 2;
  failure?: Error;

  tail = async (
    asked: TailRequest,
    signal: AbortSignal,
  ): Promise<AsyncIterable<LogEvent>> => {
    this.asked.push(asked);
    if (this.failure) {
      throw this.failure;
    }
    return this.#tell(asked, signal);
  };

  async *#tell(
    { positions }: TailRequest,
    signal: AbortSignal,
  ): AsyncGenerator<LogEvent> {
    this.open += 1;
    yield { kind: 'source', source };
    const behind = positions?.[0]?.at ?? '';
    for (let n = 1; n <= this.said; n += 1) {
      if (time(n) > behind) {
        yield { kind: 'lines', lines: [[0, time(n), `line ${n}`]] };
      }
    }
    yield { kind: 'live' };
    await new Promise(resolve => signal.addEventListener('abort', resolve));
    this.open -= 1;
  }
}

describe('Session', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const settle = () => jest.advanceTimersByTimeAsync(1_000);
  const bench = (hidden = false) => {
    const page = new Page(hidden);
    const portal = new Portal();
    const session = new Session(request, portal.tail);
    const texts = () =>
      session.store
        .snapshot()
        .rows.map(row => (row.kind === 'line' ? row.text : row.kind));
    return { page, portal, session, texts };
  };

  it('leaves while the page is hidden, and goes on behind the last line', async () => {
    const { page, portal, session, texts } = bench();
    const end = session.readOn(page);
    await settle();
    expect(texts()).toEqual(['line 1', 'line 2']);
    page.show(false);
    await settle();
    expect(portal.open).toBe(0);
    portal.said = 4;
    page.show(true);
    await settle();
    expect(portal.open).toBe(1);
    expect(texts()).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
    end();
    await settle();
    expect(portal.open).toBe(0);
    page.show(false);
    page.show(true);
    await settle();
    expect(portal.asked).toHaveLength(2);
  });

  it('begins when a page that was opened in the background is seen', async () => {
    const { page, portal, session } = bench(true);
    const end = session.readOn(page);
    await settle();
    expect(portal.asked).toHaveLength(0);
    page.show(true);
    await settle();
    expect(portal.asked).toHaveLength(1);
    end();
  });

  it('stays paused when the page is seen again', async () => {
    const { page, portal, session } = bench();
    const end = session.readOn(page);
    await settle();
    session.pause();
    page.show(false);
    page.show(true);
    await settle();
    expect(session.state().kind).toBe('paused');
    expect(portal.asked).toHaveLength(1);
    end();
  });

  it('stays failed when the page is seen again', async () => {
    const { page, portal, session } = bench();
    portal.failure = Object.assign(new Error('no'), {
      name: 'NotAllowedError',
    });
    const end = session.readOn(page);
    await settle();
    page.show(false);
    page.show(true);
    await settle();
    expect(session.state().kind).toBe('failed');
    expect(portal.asked).toHaveLength(1);
    end();
  });
});
