import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { InMemoryCatalog, userIn } from './__testUtils__/catalog';
import { ClusterAccess } from './ClusterAccess';
import type { Question, Verdict } from './reviews';
import { Viewers } from './Viewers';

const lin = mockCredentials.user('user:default/lin.wei');
const live = { kind: 'live', syncedAt: '2031-04-01T08:00:00.000Z' } as const;
const stale = {
  kind: 'stale',
  since: '2031-04-01T08:00:00.000Z',
  because: 'no answer',
} as const;

function namespace(name: string, tenant?: string) {
  const labels = tenant ? { 'pilothouse.dev/tenant': tenant } : undefined;
  return { metadata: { name, labels } };
}

/** Two clusters in which the RBAC of each namespace is what `bound` says. */
function bench(options: { engineer?: boolean } = {}) {
  const kube = new InMemoryKube();
  const east = kube.addCluster('east');
  east.put('namespaces', namespace('shop-dev', 'shop'));
  east.put('namespaces', namespace('shop-prod', 'shop'));
  east.put('namespaces', namespace('payments-dev', 'payments'));
  east.put('namespaces', namespace('lobby'));
  const bound = new Map([
    ['shop-dev', 'shop'],
    ['shop-prod', 'shop'],
    ['payments-dev', 'payments'],
    ['lobby', 'shop'],
  ]);
  const answers = { fail: false };
  const viewOnly = new Set<string>();
  const ask = jest.fn(async (question: Question): Promise<Verdict> => {
    if (answers.fail) {
      return { kind: 'unknown', because: 'no answer' };
    }
    if (question.resource === 'secrets' && viewOnly.has(question.namespace)) {
      return { kind: 'denied' };
    }
    const group = bound.get(question.namespace);
    const may = group !== undefined && question.subject.groups.includes(group);
    return may ? { kind: 'allowed' } : { kind: 'denied' };
  });
  const catalog = new InMemoryCatalog([userIn('lin.wei', 'shop')]);
  const settings = { userPrefix: '', groupPrefix: '' };
  const access = new ClusterAccess({
    viewers: new Viewers({
      auth: mockServices.auth(),
      allows: async () => options.engineer === true,
      catalog,
      settings,
    }),
    catalog,
    kube,
    ask,
    now: () => Date.now(),
    ttlMs: 300_000,
    onError: error => {
      throw error;
    },
  });
  const seen = async () => {
    const scope = await access.scopeOf(await access.resolveViewer(lin));
    return (scope.namespaces('east') ?? ['everything']).toSorted();
  };
  const scope = async () => access.scopeOf(await access.resolveViewer(lin));
  return {
    access,
    answers,
    ask,
    bound,
    catalog,
    east,
    kube,
    scope,
    seen,
    viewOnly,
  };
}

describe('what a person sees', () => {
  it('is told to be in part while a cluster cannot say what they may', async () => {
    const { answers, scope } = bench();
    answers.fail = true;
    const guessed = await scope();
    expect(guessed.unsure('east')).toMatchObject({ because: 'no answer' });
    expect(guessed.unsure('west')).toBeUndefined();

    const known = await bench().scope();
    expect(known.unsure('east')).toBeUndefined();
    expect(known.key).not.toBe(guessed.key);
  });

  it('is what their tenants have and the cluster lets them read', async () => {
    const { seen } = bench();
    expect(await seen()).toEqual(['shop-dev', 'shop-prod']);
  });

  it('is worked out again only when something has changed', async () => {
    const { east, scope } = bench();
    await scope();
    const known = await scope();
    expect(await scope()).toBe(known);
    east.put('namespaces', namespace('shop-test', 'payments'));
    const again = await scope();
    expect(again).not.toBe(known);
    expect(again.key).toBe(known.key);
    expect(await scope()).toBe(again);
  });

  it('is not worked out again when more is learned of others', async () => {
    const { access, ask, catalog, scope } = bench();
    catalog.show([userIn('lin.wei', 'shop'), userIn('anna', 'payments')]);
    const known = await scope();
    const asked = ask.mock.calls.length;
    const anna = mockCredentials.user('user:default/anna');
    await access.scopeOf(await access.resolveViewer(anna));
    expect(ask.mock.calls.length).toBeGreaterThan(asked);
    expect(await scope()).toBe(known);
  });

  it('is nothing of their tenant that the cluster keeps from them', async () => {
    const { bound, seen } = bench();
    bound.delete('shop-prod');
    expect(await seen()).toEqual(['shop-dev']);
  });

  it('does not come from groups that contain theirs', async () => {
    const { catalog, seen } = bench();
    const shop = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name: 'shop', namespace: 'default' },
      relations: [{ type: 'childOf', targetRef: 'group:default/payments' }],
    };
    catalog.show([userIn('lin.wei', 'shop'), shop]);
    expect(await seen()).toEqual(['shop-dev', 'shop-prod']);
  });

  it('is nothing for who is in no group', async () => {
    const { catalog, seen } = bench();
    catalog.show([userIn('lin.wei')]);
    expect(await seen()).toEqual([]);
  });

  it('is not known, and not nothing, while the catalog does not know them', async () => {
    const { catalog, seen } = bench();
    catalog.show([userIn('mei.chen', 'shop')]);
    await expect(seen()).rejects.toMatchObject({
      name: 'NotKnownYetError',
      message: expect.stringContaining('user:default/lin.wei'),
    });
  });

  it.each([true, false])(
    'is not known before the catalog has been read, engineer: %s',
    async engineer => {
      const { catalog, seen } = bench({ engineer });
      catalog.current = { kind: 'pending' };
      await expect(seen()).rejects.toMatchObject({ name: 'NotKnownYetError' });
    },
  );

  it('is everything for an engineer whom the catalog does not know', async () => {
    const { catalog, seen } = bench({ engineer: true });
    catalog.show([]);
    expect(await seen()).toEqual(['everything']);
  });

  it('is everything for platform engineers, without asking', async () => {
    const { ask, seen } = bench({ engineer: true });
    expect(await seen()).toEqual(['everything']);
    expect(ask).not.toHaveBeenCalled();
  });

  it('has the same key for all who see the same, and only for them', async () => {
    const { access, catalog } = bench();
    catalog.show([
      userIn('lin.wei', 'shop'),
      userIn('mei.chen', 'shop'),
      userIn('anna', 'payments'),
    ]);
    const keyOf = async (name: string) => {
      const who = mockCredentials.user(`user:default/${name}`);
      return (await access.scopeOf(await access.resolveViewer(who))).key;
    };
    expect(await keyOf('lin.wei')).toBe(await keyOf('mei.chen'));
    expect(await keyOf('lin.wei')).not.toBe(await keyOf('anna'));
  });

  it('is asked of the cluster once for 1,000 open views', async () => {
    const { ask, seen } = bench();
    await Promise.all(Array.from({ length: 1000 }, seen));
    expect(ask).toHaveBeenCalledTimes(4);
  });

  it('is Secrets only where the cluster lets them list these', async () => {
    const whole = await bench().scope();
    const { scope, viewOnly } = bench();
    viewOnly.add('shop-prod');
    const part = await scope();
    const sees = ['shop-dev', 'shop-prod', 'payments-dev'].map(place => ({
      pods: part.sees('east', place, 'pods'),
      secrets: part.sees('east', place, 'secrets'),
    }));
    expect(sees).toEqual([
      { pods: true, secrets: true },
      { pods: true, secrets: false },
      { pods: false, secrets: false },
    ]);
    expect(part.key).not.toBe(whole.key);
  });
});

describe('who asks', () => {
  it.each([
    ['a service', mockCredentials.service(), 'NotAllowedError'],
    ['nobody', mockCredentials.none(), 'NotAllowedError'],
  ])('is a person, not %s', async (_, credentials, name) => {
    const { access } = bench();
    await expect(access.resolveViewer(credentials)).rejects.toMatchObject({
      name,
    });
  });
});

describe('what a person sees follows', () => {
  const end = new AbortController();
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  type Bench = ReturnType<typeof bench>;
  const before = ['shop-dev', 'shop-prod'];

  it.each<[string, (world: Bench) => void, string[]]>([
    [
      'a role binding',
      ({ bound, east }) => {
        bound.delete('shop-dev');
        const metadata = { name: 'developers', namespace: 'shop-dev' };
        east.put('rolebindings', { metadata });
      },
      ['shop-prod'],
    ],
    [
      'a cluster role',
      ({ bound, east }) => {
        bound.clear();
        east.put('clusterroles', { metadata: { name: 'edit' } });
      },
      [],
    ],
    [
      'the label of a namespace',
      ({ east }) => east.put('namespaces', namespace('lobby', 'shop')),
      ['lobby', 'shop-dev', 'shop-prod'],
    ],
    [
      'the groups of the person',
      ({ catalog }) => catalog.show([userIn('lin.wei', 'payments')]),
      ['payments-dev'],
    ],
  ])('%s', async (_, change, after) => {
    const world = bench();
    world.access.start(end.signal);
    expect(await world.seen()).toEqual(before);
    const told = new Promise<void>(resolve => {
      world.access.subscribe(resolve);
    });
    change(world);
    await jest.advanceTimersByTimeAsync(300);
    await told;
    expect(await world.seen()).toEqual(after);
  });

  it.each<[string, (world: Bench) => void]>([
    ['a catalog that is read at last', () => undefined],
    ['a catalog that is read at last, and empty', w => w.catalog.show([])],
  ])('%s', async (_, change) => {
    const world = bench();
    world.catalog.current = { kind: 'pending' };
    change(world);
    world.access.start(end.signal);
    const told = jest.fn();
    world.access.subscribe(told);
    world.catalog.becomes({ kind: 'current' });
    await jest.advanceTimersByTimeAsync(300);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('an API server that hears late of changed rights', async () => {
    const { access, bound, east, seen } = bench();
    access.start(end.signal);
    await seen();
    const metadata = { name: 'developers', namespace: 'shop-dev' };
    east.put('rolebindings', { metadata });
    await jest.advanceTimersByTimeAsync(300);
    expect(await seen()).toEqual(before);
    bound.delete('shop-dev');
    await jest.advanceTimersByTimeAsync(3_500);
    expect(await seen()).toEqual(['shop-prod']);
  });

  it('nothing while the cluster is silent, and everything once it is heard', async () => {
    const { access, answers, ask, bound, east, seen } = bench();
    access.start(end.signal);
    await seen();
    east.setKnowledge(stale);
    answers.fail = true;
    bound.delete('shop-dev');
    await jest.advanceTimersByTimeAsync(300);
    const asked = ask.mock.calls.length;
    expect(await seen()).toEqual(before);
    expect(ask).toHaveBeenCalledTimes(asked);
    answers.fail = false;
    east.setKnowledge(live);
    await jest.advanceTimersByTimeAsync(300);
    expect(await seen()).toEqual(['shop-prod']);
  });

  it('what has changed while only one kind cannot be read', async () => {
    const { access, bound, east, seen } = bench();
    access.start(end.signal);
    await seen();
    east.setKindState('secrets', stale);
    east.setKnowledge(stale);
    bound.delete('shop-dev');
    await jest.advanceTimersByTimeAsync(300);
    expect(await seen()).toEqual(['shop-prod']);
  });

  it('tells of many changes once', async () => {
    const { access, east } = bench();
    access.start(end.signal);
    await jest.advanceTimersByTimeAsync(5_000);
    const listener = jest.fn();
    access.subscribe(listener);
    for (let i = 0; i < 100; i++) {
      east.put('clusterroles', { metadata: { name: `role-${i}` } });
    }
    await jest.advanceTimersByTimeAsync(10_000);
    expect(listener).toHaveBeenCalledTimes(2);
  });
});
