import { EventEmitter, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { kubeKinds, type KindState } from '@pilothouse/plugin-platform-node';
import { request } from 'undici';
import { Replica } from '../cache/Replica';
import { pause } from '../connect/pause';
import { hangingOn } from '../testing/hanging-on';
import { until } from '../testing/until';
import { Informer } from './Informer';

/** An API server of one kind that can be told to say nothing. */
class Server {
  silent = false;
  /** Whether it answers that it is not ready. */
  starting = false;
  unanswered = 0;
  lists = 0;
  readonly watches = new Set<ServerResponse>();
  readonly #server = createServer((asked, answer) => {
    answer.once('close', () => this.watches.delete(answer));
    if (this.silent) {
      this.unanswered += 1;
      return;
    }
    if (this.starting) {
      answer.writeHead(503).end();
      return;
    }
    if (asked.url?.includes('watch')) {
      this.watches.add(answer.writeHead(200));
      answer.flushHeaders();
      return;
    }
    this.lists += 1;
    answer.end(
      JSON.stringify({ metadata: { resourceVersion: '1' }, items: [] }),
    );
  });

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** A cluster that can be asked for one session after another. */
class Link {
  readonly #woken = new EventEmitter();
  #session: AbortController | undefined = new AbortController();

  async up(signal: AbortSignal): Promise<AbortSignal> {
    while (!this.#session) await once(this.#woken, 'up', { signal });
    return this.#session.signal;
  }

  down(): void {
    this.#session?.abort();
    this.#session = undefined;
  }

  again(): void {
    this.#session = new AbortController();
    this.#woken.emit('up');
  }

  lostAt: number | undefined;
  suspect = jest.fn();
  heard = jest.fn();
}

describe('an informer whose lists fail', () => {
  it('says of a kind as of when it is only once it was known', async () => {
    let isBroken = true;
    let goOn = () => {};
    const states: KindState[] = [];
    const server = new Server();
    const origin = await server.listen();
    const stop = new AbortController();
    const informer = new Informer({
      name: 'pods',
      served: kubeKinds.pods,
      replica: new Replica('pods'),
      link: new Link(),
      open: async ({ path, query, signal }) => {
        // A refusal ends, also that of a watch.
        const watch = query?.watch && !isBroken ? '?watch' : '';
        const url = `${origin}${path}${watch}`;
        const answer = await request(url, { signal });
        answer.body.on('error', () => {});
        const statusCode = isBroken ? 500 : answer.statusCode;
        return { ...answer, statusCode, credential: { kind: 'none' } };
      },
      changed: () => {},
      stateChanged: () => states.push(informer.state),
      pause: () =>
        new Promise(resolve => {
          goOn = resolve;
        }),
    });
    void informer.run(stop.signal);
    const told = (count: number) => until(() => states.length >= count);
    await told(1);
    isBroken = false;
    goOn();
    await told(2);
    await until(() => server.watches.size === 1);
    isBroken = true;
    server.watches.forEach(watch => watch.destroy());
    await until(() => {
      goOn();
      return states.length >= 3;
    });
    const because = 'its API server answered 500';
    expect(states).toEqual([
      { kind: 'pending', because },
      { kind: 'live' },
      { kind: 'stale', since: expect.any(String), because },
    ]);
    stop.abort();
    goOn();
    server.close();
  });
});

it('keeps no more for many attempts than for one', async () => {
  const link = new Link();
  const stop = new AbortController();
  const session = await link.up(stop.signal);
  const kept: number[] = [];
  const informer = new Informer({
    name: 'pods',
    served: kubeKinds.pods,
    replica: new Replica('pods'),
    link,
    open: async () => {
      kept.push(hangingOn(stop.signal) + hangingOn(session));
      if (kept.length === 20) stop.abort();
      throw new Error('no answer');
    },
    changed: () => {},
    stateChanged: () => {},
    pause: async () => {},
  });
  await informer.run(stop.signal);
  expect(kept).toEqual(kept.map(() => kept[0]));
});

describe('an informer whose watch breaks', () => {
  const server = new Server();
  const link = new Link();
  const stop = new AbortController();
  let informer: Informer;
  let pauses = 0;
  let goOn = new AbortController();

  const failed = (times: number) => until(() => pauses === times);
  const tryAgain = () => {
    const ended = goOn;
    goOn = new AbortController();
    ended.abort();
  };
  const is = (kind: KindState['kind']) =>
    until(
      () => informer.state.kind,
      state => state === kind,
    );

  beforeAll(async () => {
    const origin = await server.listen();
    informer = new Informer({
      name: 'pods',
      served: kubeKinds.pods,
      replica: new Replica('pods'),
      link,
      open: async ({ path, query, signal }) => {
        const watch = query?.watch ? '?watch' : '';
        const url = `${origin}${path}${watch}`;
        const answer = await request(url, { signal });
        answer.body.on('error', () => {});
        return { ...answer, credential: { kind: 'none' } };
      },
      changed: () => {},
      stateChanged: () => {},
      // Long, so that only the test or the end of the session ends it.
      pause: (_ms, signal) => {
        pauses += 1;
        return pause(60_000, AbortSignal.any([signal, goOn.signal]));
      },
    });
    void informer.run(stop.signal);
    await is('live');
    await until(() => server.watches.size === 1);
  });
  afterAll(() => {
    stop.abort();
    server.close();
  });

  it('does not pass for live once its cluster was lost, before it is listed anew', async () => {
    server.watches.forEach(watch => watch.destroy());
    await failed(1);
    server.silent = true;
    // Long after the last change, as with a kind that is quiet.
    link.lostAt = Date.now() + 60_000;
    link.down();
    link.again();
    await is('stale');
    expect(informer.state).toMatchObject({
      since: new Date(link.lostAt).toISOString(),
      byLoss: true,
    });
    await until(() => server.unanswered === 1);
    expect(informer.state.kind).toBe('stale');
  });

  it('is read again for a few failures, and then fails as of when its cluster was lost', async () => {
    server.silent = false;
    server.starting = true;
    pauses = 0;
    link.down();
    link.again();
    const since = new Date(link.lostAt!).toISOString();
    for (const failures of [1, 2]) {
      await failed(failures);
      expect(informer.state).toMatchObject({ since, byLoss: true });
      tryAgain();
    }
    await failed(3);
    expect(informer.state).toEqual({
      kind: 'stale',
      since,
      because: 'its API server answered 503',
    });
  });

  it('is live again when it was listed', async () => {
    server.starting = false;
    const { lists } = server;
    server.silent = false;
    link.down();
    link.again();
    await is('live');
    expect(server.lists).toBe(lists + 1);
  });
});
