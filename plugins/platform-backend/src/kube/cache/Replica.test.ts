import fc from 'fast-check';
import type { KubeObject } from '@pilothouse/plugin-platform-node';
import { Commons } from './Commons';
import { Replica, type WatchEvent } from './Replica';

/** An API server that keeps everything it ever said. */
class Server {
  readonly history: WatchEvent[] = [];
  readonly #objects = new Map<string, KubeObject>();
  #births = 0;

  change(name: string, remove: boolean): void {
    const known = this.#objects.get(name);
    // Versions neither grow nor sort: nothing may depend on that.
    const resourceVersion = `${(this.history.length * 7919) % 10_007}v`;
    const uid = known?.metadata?.uid ?? `uid-${(this.#births += 1)}`;
    const metadata = { name, namespace: 'shop', uid, resourceVersion };
    if (remove && !known) return;
    if (remove) this.#objects.delete(name);
    else this.#objects.set(name, { metadata });
    const changed = known ? 'MODIFIED' : 'ADDED';
    const type = remove ? 'DELETED' : changed;
    this.history.push({ type, object: { metadata } });
  }

  list(): KubeObject[] {
    return [...this.#objects.values()];
  }
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      remove: fc.boolean(),
    }),
  },
  fc.record({
    kind: fc.constant('relist' as const),
    size: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('lostList' as const) }),
  fc.record({ kind: fc.constant('deliver' as const), count: fc.nat(4) }),
  fc.record({ kind: fc.constant('repeat' as const), back: fc.nat(6) }),
  fc.record({ kind: fc.constant('late' as const), back: fc.nat(6) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A client that is told things in the order in which a network may tell them. */
class Client {
  readonly replica = new Replica('pods');
  readonly #server: Server;
  #epoch = 0;
  #position = 0;
  #toldFrom = 0;

  constructor(server: Server) {
    this.#server = server;
    this.relist(2);
  }

  relist(size: number): void {
    this.#epoch = this.replica.begin();
    const all = this.#server.list();
    this.#position = this.#server.history.length;
    this.#toldFrom = this.#position;
    for (let from = 0; ; from += size) {
      const more = from + size < all.length;
      const items = all.slice(from, from + size);
      this.replica.page(this.#epoch, { items, resourceVersion: 'v', more });
      if (!more) return;
    }
  }

  /** A list of which only the first page comes; a whole one follows. */
  lostList(): void {
    const epoch = this.replica.begin();
    const items = this.#server.list().slice(0, 1);
    this.replica.page(epoch, { items, resourceVersion: 'v', more: true });
    this.relist(3);
  }

  deliver(count: number): void {
    const end = Math.min(this.#position + count, this.#server.history.length);
    for (; this.#position < end; this.#position += 1) {
      this.replica.event(this.#epoch, this.#server.history[this.#position]);
    }
  }

  /** Something that this watch has told already. */
  repeat(back: number): void {
    const index = this.#position - 1 - back;
    if (index < this.#toldFrom) return;
    this.replica.event(this.#epoch, this.#server.history[index]);
  }

  /** Something of a watch that is over. */
  late(back: number): void {
    const event = this.#server.history.at(-1 - back);
    if (event) this.replica.event(this.#epoch - 1, event);
  }

  take(one: Step): void {
    switch (one.kind) {
      case 'change':
        this.#server.change(one.name, one.remove);
        break;
      case 'relist':
        this.relist(one.size);
        break;
      case 'lostList':
        this.lostList();
        break;
      case 'deliver':
        this.deliver(one.count);
        break;
      case 'repeat':
        this.repeat(one.back);
        break;
      default:
        this.late(one.back);
    }
  }
}

const byName = (a: KubeObject, b: KubeObject) =>
  (a.metadata?.name ?? '').localeCompare(b.metadata?.name ?? '');
const seen = (replica: Replica) => [...replica.objects.all()].sort(byName);
const pod = (name: string, uid: string, resourceVersion: string) => ({
  metadata: { name, namespace: 'shop', uid, resourceVersion },
});

const lastPage = { items: [], resourceVersion: '1', more: false };

describe('a replica', () => {
  it('ends in the state of the server, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const server = new Server();
        const client = new Client(server);
        for (const one of steps) client.take(one);
        client.deliver(server.history.length);
        expect(seen(client.replica)).toEqual(server.list().sort(byName));
        expect(client.replica.objects.size).toBe(server.list().length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps what it knew until a list is complete', () => {
    const replica = new Replica('pods');
    const whole = { resourceVersion: '1', more: false };
    replica.page(replica.begin(), { items: [pod('a', '1', '1')], ...whole });
    const epoch = replica.begin();
    expect(replica.resumeFrom).toBeUndefined();
    replica.page(epoch, { items: [pod('b', '2', '2')], ...whole, more: true });
    expect(seen(replica)).toHaveLength(2);
    expect(replica.page(epoch, { items: [], ...whole })).toEqual(
      new Map([['shop', undefined]]),
    );
    expect(seen(replica)).toEqual([pod('b', '2', '2')]);
    expect(replica.resumeFrom).toBe('1');
  });

  it('tells of nothing when a list brings nothing new', () => {
    const replica = new Replica('pods');
    const page = {
      items: [pod('a', '1', '1')],
      resourceVersion: '5',
      more: false,
    };
    expect(replica.page(replica.begin(), page).size).toBe(1);
    expect(replica.page(replica.begin(), page).size).toBe(0);
  });

  it('does not remove what came after the one that was deleted', () => {
    const replica = new Replica('pods');
    const epoch = replica.begin();
    replica.page(epoch, {
      items: [pod('a', '2', '9')],
      resourceVersion: '9',
      more: false,
    });
    replica.event(epoch, { type: 'DELETED', object: pod('a', '1', '8') });
    expect(seen(replica)).toHaveLength(1);
  });

  it('knows an event, kept without its uid, by its name and version', () => {
    const replica = new Replica('events');
    const epoch = replica.begin();
    replica.page(epoch, { items: [], resourceVersion: '1', more: false });
    const told = (type: WatchEvent['type'], version: string) =>
      replica.event(epoch, { type, object: pod('a', '1', version) }).size;
    expect(told('ADDED', '2')).toBe(1);
    expect(replica.objects.put(pod('a', '1', '2'))).toBe(false);
    expect(told('MODIFIED', '3')).toBe(1);
    expect(told('DELETED', '4')).toBe(1);
    expect(replica.objects.size).toBe(0);
  });

  it('goes on after the last event or bookmark', () => {
    const replica = new Replica('pods');
    const epoch = replica.begin();
    replica.page(epoch, { items: [], resourceVersion: '9', more: false });
    replica.event(epoch, { type: 'ADDED', object: pod('a', '1', '10') });
    expect(replica.resumeFrom).toBe('10');
    replica.bookmark(epoch, '30');
    replica.bookmark(epoch - 1, '20');
    expect(replica.resumeFrom).toBe('30');
  });

  it('tells by which keys one is found that changed, now and before', () => {
    const replica = new Replica('pods');
    const epoch = replica.begin();
    replica.page(epoch, { items: [], resourceVersion: '1', more: false });
    const labeled = (resourceVersion: string, app: string) => {
      const { metadata } = pod('a', '1', resourceVersion);
      return { metadata: { ...metadata, labels: { app } } };
    };
    const told = (type: WatchEvent['type'], object: WatchEvent['object']) => [
      ...(replica.event(epoch, { type, object }).get('shop') ?? []),
    ];
    expect(told('ADDED', labeled('2', 'web'))).toEqual(
      expect.arrayContaining(['name a', 'label app=web']),
    );
    expect(told('MODIFIED', labeled('3', 'api'))).toEqual(
      expect.arrayContaining(['name a', 'label app=web', 'label app=api']),
    );
    expect(told('DELETED', labeled('4', 'api'))).toEqual(
      expect.arrayContaining(['name a', 'label app=api']),
    );
  });

  it.each<[string, boolean, (replica: Replica, epoch: number) => void]>([
    ['is under way', true, () => undefined],
    ['is begun anew', true, replica => replica.begin()],
    ['has broken off', false, (replica, epoch) => replica.breakOff(epoch)],
    ['is over', false, (replica, epoch) => replica.page(epoch, lastPage)],
    ['is not wanted any more', false, replica => replica.clear()],
  ])('knows what others may share while a list %s: %s', (_, knows, next) => {
    const commons = new Commons();
    const replica = new Replica('pods', commons);
    const epoch = replica.begin();
    const record = commons.record({ type: 'Ready' });
    next(replica, epoch);
    expect(commons.record({ type: 'Ready' }) === record).toBe(knows);
  });

  it('has nothing after it was cleared', () => {
    const replica = new Replica('pods');
    const epoch = replica.begin();
    replica.page(epoch, {
      items: [pod('a', '1', '1')],
      resourceVersion: '1',
      more: false,
    });
    expect(replica.clear()).toEqual(new Map([['shop', undefined]]));
    replica.event(epoch, { type: 'ADDED', object: pod('b', '2', '2') });
    expect(replica.objects.size).toBe(0);
  });
});
