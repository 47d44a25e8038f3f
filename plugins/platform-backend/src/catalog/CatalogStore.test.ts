import type { Entity } from '@backstage/catalog-model';
import { hangingOn } from '../kube/testing/hanging-on';
import { CatalogStore, pauseAfter } from './CatalogStore';

const now = new Date('2031-04-01T08:00:00.000Z');
const { signal } = new AbortController();

function entity(kind: string, name: string, etag = '1'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', uid: `${kind}-${name}`, etag },
  };
}

const first = () => [entity('Component', 'web'), entity('User', 'lin.wei')];

function bench() {
  const read = jest.fn(async (): Promise<Entity[]> => first());
  const store = new CatalogStore({
    read,
    intervalMs: 10,
    deadlineMs: 1_000,
    now: () => now,
    onError: () => undefined,
  });
  const told = jest.fn();
  store.subscribe(told);
  return { read, store, told, again: () => store.refresh(signal) };
}

describe('CatalogStore', () => {
  it('knows nothing before it was read, also when that fails', async () => {
    const { read, store, again } = bench();
    expect(store.knowledge()).toEqual({ kind: 'pending' });
    read.mockRejectedValueOnce(new Error('down'));
    await again();
    expect(store.knowledge()).toEqual({ kind: 'pending' });
  });

  it('has entities by kind and reference', async () => {
    const { store, again } = bench();
    await again();
    expect(store.knowledge()).toEqual({ kind: 'current' });
    expect(store.entities('component')).toHaveLength(1);
    expect(store.entities('system')).toEqual([]);
    expect(store.entity('component:default/web')?.metadata.name).toBe('web');
  });

  it('tells nobody when nothing has changed', async () => {
    const { store, told, again } = bench();
    await again();
    const before = store.entities('component');
    await again();
    expect(told).toHaveBeenCalledTimes(1);
    expect(store.entities('component')).toBe(before);
  });

  it('leaves nothing with whoever may end it', async () => {
    const { read, again } = bench();
    await again();
    read.mockRejectedValueOnce(new Error('down'));
    await again();
    expect(hangingOn(signal)).toBe(0);
  });

  it.each<[string, Entity[]]>([
    ['changed', [entity('Component', 'web', '2'), first()[1]]],
    ['new', [...first(), entity('Component', 'orders')]],
    ['gone', first().slice(1)],
  ])('tells of what is %s, and keeps the rest', async (_, entities) => {
    const { read, store, told, again } = bench();
    await again();
    const users = store.entities('user');
    const components = store.entities('component');
    read.mockResolvedValueOnce(entities);
    await again();
    expect(told).toHaveBeenCalledTimes(2);
    expect(store.entities('user')).toBe(users);
    expect(store.entities('component')).not.toBe(components);
  });

  it('keeps what it knew when the catalog falls silent, and dates it', async () => {
    const { read, store, told, again } = bench();
    await again();
    read.mockRejectedValue(new Error('connection refused'));
    await again();
    await again();
    expect(store.knowledge()).toEqual({
      kind: 'stale',
      since: now.toISOString(),
      because: 'The catalog does not answer: connection refused',
    });
    expect(store.entities('component')).toHaveLength(1);
    expect(told).toHaveBeenCalledTimes(2);
    read.mockResolvedValue(first());
    await again();
    expect(store.knowledge()).toEqual({ kind: 'current' });
    expect(told).toHaveBeenCalledTimes(3);
  });

  it('does not wait for ever for a catalog that hangs', async () => {
    const { read, store, again } = bench();
    await again();
    read.mockReturnValueOnce(new Promise(() => {}));
    await again();
    expect(store.knowledge()).toMatchObject({
      kind: 'stale',
      because: expect.stringContaining('timeout'),
    });
    await again();
    expect(store.knowledge()).toEqual({ kind: 'current' });
  });

  it('reads again and again until it is stopped', async () => {
    const { read, store } = bench();
    const end = new AbortController();
    const thirdTime = new Promise<void>(resolve => {
      read.mockImplementation(async () => {
        if (read.mock.calls.length === 3) resolve();
        return first();
      });
    });
    const running = store.run(end.signal);
    await thirdTime;
    end.abort();
    await expect(running).resolves.toBeUndefined();
  });
});

describe('pauseAfter', () => {
  it.each<[string, Parameters<typeof pauseAfter>[0], number]>([
    [
      'nothing is known yet',
      { size: 0, changed: false, took: 5_000, intervalMs: 10_000 },
      1_000,
    ],
    [
      'it still fills',
      { size: 7, changed: true, took: 5_000, intervalMs: 10_000 },
      10_000,
    ],
    [
      'reading was quick',
      { size: 7, changed: false, took: 50, intervalMs: 10_000 },
      10_000,
    ],
    [
      'reading took long',
      { size: 7, changed: false, took: 5_000, intervalMs: 10_000 },
      100_000,
    ],
  ])('when %s', (_, reading, pause) => {
    expect(pauseAfter(reading)).toBe(pause);
  });
});
