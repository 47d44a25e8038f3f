import { NotFoundError } from '@backstage/errors';
import type { KubeReader } from '@pilothouse/plugin-platform-node';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { LiveHub } from './LiveHub';
import type { Perspective } from './Outlook';
import { kubeSource, trackKube } from './sources/kube';

const pod = (name: string, namespace = 'shop') => ({
  metadata: { name, namespace },
});

/** Looks at the clusters through what `read` reads of them. */
function perspective<O>(
  kube: KubeReader,
  read: (kube: KubeReader) => O,
  key = 'all',
): Perspective<object, O> & { evaluations: number } {
  const made = {
    key,
    evaluations: 0,
    evaluate: (_input: object, reads: Set<string>) => {
      made.evaluations += 1;
      return read(trackKube(kube, reads));
    },
  };
  return made;
}

const podsOf = (namespace?: string) => (kube: KubeReader) =>
  kube
    .clusters()
    .flatMap(cluster => cluster.list('pods', { namespace }))
    .map(({ metadata }) => metadata?.name);

describe('LiveHub', () => {
  let kube: InMemoryKube;
  let hub: LiveHub;

  beforeEach(() => {
    jest.useFakeTimers();
    kube = new InMemoryKube();
    kube.addCluster('prod').put('pods', pod('web'));
    hub = new LiveHub(error => ({
      name: error instanceof Error ? error.name : 'Error',
      message: String(error),
    }));
    hub.follow(kubeSource(kube));
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function look<O>(view: Perspective<object, O>, query = 'sample') {
    const changed = jest.fn();
    const looking = hub.look({ query, perspective: view, input: {} }, changed);
    return { ...looking, changed };
  }
  const put = (name: string, namespace?: string) =>
    kube.cluster('prod')?.put('pods', pod(name, namespace));

  it('evaluates once for all who see a view alike', async () => {
    const view = perspective(kube, podsOf());
    const [one, other] = [look(view), look(view)];
    expect(one.state()).toBeUndefined();
    await jest.advanceTimersByTimeAsync(0);
    expect(view.evaluations).toBe(1);
    expect(one.state()).toMatchObject({ kind: 'value', value: ['web'] });
    expect(other.state()).toBe(one.state());
    expect(other.changed).toHaveBeenCalledTimes(1);
    expect(hub.figures.views).toBe(1);
  });

  it('keeps apart what different people see', async () => {
    const mine = look(perspective(kube, podsOf('shop'), 'shop'));
    const theirs = look(perspective(kube, podsOf('pay'), 'pay'));
    await jest.advanceTimersByTimeAsync(0);
    expect(mine.state()).toMatchObject({ value: ['web'] });
    expect(theirs.state()).toMatchObject({ value: [] });
  });

  it('follows the first change after a rest within 20 ms', async () => {
    const { state } = look(perspective(kube, podsOf()));
    await jest.advanceTimersByTimeAsync(1_000);
    put('api');
    await jest.advanceTimersByTimeAsync(20);
    expect(state()).toMatchObject({ value: ['web', 'api'] });
  });

  it('evaluates at most every 100 ms under churn, and misses nothing', async () => {
    const view = perspective(kube, podsOf());
    const { state, changed } = look(view);
    await jest.advanceTimersByTimeAsync(0);
    for (let count = 0; count < 1_000; count += 1) {
      put(`pod-${count}`);
      await jest.advanceTimersByTimeAsync(1);
    }
    await jest.advanceTimersByTimeAsync(100);
    expect(view.evaluations).toBeGreaterThan(8);
    expect(view.evaluations).toBeLessThanOrEqual(12);
    expect(changed).toHaveBeenCalledTimes(view.evaluations);
    expect(state()).toMatchObject({ value: { length: 1_001 } });
  });

  it.each<[string, () => void, boolean]>([
    ['a pod in the namespace', () => put('api'), true],
    ['a pod in another namespace', () => put('api', 'pay'), false],
    [
      'another kind',
      () => kube.cluster('prod')?.put('services', pod('web')),
      false,
    ],
    [
      'what is known of the cluster',
      () =>
        kube.cluster('prod')?.setKnowledge({
          kind: 'stale',
          since: '2031-04-01T08:00:00.000Z',
          because: 'no answer',
        }),
      true,
    ],
    ['another cluster', () => kube.addCluster('dr'), true],
  ])('after a change of %s: evaluated again %s', async (_what, act, again) => {
    const view = perspective(kube, podsOf('shop'));
    look(view);
    await jest.advanceTimersByTimeAsync(1_000);
    act();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(view.evaluations).toBe(again ? 2 : 1);
  });

  it('follows what is read now, not what was read before', async () => {
    const cluster = kube.cluster('prod');
    cluster?.put('configmaps', pod('choice'));
    const view = perspective(kube, tracked => {
      const prod = tracked.cluster('prod');
      const chosen = prod?.get('configmaps', {
        namespace: 'shop',
        name: 'choice',
      });
      return chosen ? podsOf('shop')(tracked) : podsOf('pay')(tracked);
    });
    look(view);
    await jest.advanceTimersByTimeAsync(1_000);
    cluster?.remove('configmaps', { namespace: 'shop', name: 'choice' });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(view.evaluations).toBe(2);
    put('api', 'shop');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(view.evaluations).toBe(2);
    put('api', 'pay');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(view.evaluations).toBe(3);
  });

  it('tells nobody when the result is as before', async () => {
    const { changed } = look(
      perspective(kube, tracked => podsOf()(tracked).length > 0),
    );
    await jest.advanceTimersByTimeAsync(0);
    changed.mockClear();
    put('api');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(changed).not.toHaveBeenCalled();
  });

  it('lets a view fail alone, and tries it again when what it read has changed', async () => {
    const good = look(perspective(kube, podsOf()));
    const bad = look(
      perspective(
        kube,
        tracked => {
          if (podsOf()(tracked).length < 2) {
            throw new NotFoundError('too few');
          }
          return 'enough';
        },
        'bad',
      ),
    );
    await jest.advanceTimersByTimeAsync(0);
    expect(good.state()).toMatchObject({ value: ['web'] });
    expect(bad.state()).toMatchObject({
      kind: 'failed',
      error: { name: 'NotFoundError' },
    });
    put('api');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(bad.state()).toMatchObject({ kind: 'value', value: 'enough' });
    expect(hub.figures.failures).toBe(1);
  });

  it.each([0, 1_000])(
    'does nothing after %d ms for what nobody looks at any more',
    async ms => {
      const view = perspective(kube, podsOf());
      const { leave } = look(view);
      await jest.advanceTimersByTimeAsync(ms);
      put('api');
      leave();
      const { evaluations } = view;
      put('cart');
      await jest.advanceTimersByTimeAsync(1_000);
      expect(view.evaluations).toBe(evaluations);
      expect(hub.figures.views).toBe(0);
      expect(jest.getTimerCount()).toBe(0);
    },
  );

  describe('when somebody looks again', () => {
    it('tells at once what still holds', async () => {
      const view = perspective(kube, podsOf());
      const { leave } = look(view);
      await jest.advanceTimersByTimeAsync(0);
      leave();
      const again = look(view);
      expect(again.state()).toMatchObject({ kind: 'value', value: ['web'] });
      expect(view.evaluations).toBe(1);
      put('api');
      await jest.advanceTimersByTimeAsync(1_000);
      expect(again.state()).toMatchObject({ value: ['web', 'api'] });
    });

    it.each<[string, (leave: () => void) => Promise<unknown>]>([
      [
        'after it was left',
        async leave => {
          leave();
          put('api');
        },
      ],
      [
        'right before it was left',
        async leave => {
          put('api');
          leave();
        },
      ],
    ])('tells nothing outdated of a change %s', async (_when, change) => {
      const view = perspective(kube, podsOf());
      const { leave } = look(view);
      await jest.advanceTimersByTimeAsync(1_000);
      await change(leave);
      await jest.advanceTimersByTimeAsync(1_000);
      const again = look(view);
      expect(again.state()).toBeUndefined();
      await jest.advanceTimersByTimeAsync(0);
      expect(again.state()).toMatchObject({ value: ['web', 'api'] });
      expect(again.changed).toHaveBeenCalledTimes(1);
    });

    it('tells it also when the change has been undone', async () => {
      const view = perspective(kube, podsOf());
      const { leave } = look(view);
      await jest.advanceTimersByTimeAsync(0);
      leave();
      put('api');
      kube.cluster('prod')?.remove('pods', { namespace: 'shop', name: 'api' });
      const again = look(view);
      await jest.advanceTimersByTimeAsync(0);
      expect(again.state()).toMatchObject({ value: ['web'] });
      expect(again.changed).toHaveBeenCalledTimes(1);
    });

    it('works out once what changes again before its turn', async () => {
      const view = perspective(kube, podsOf());
      const { leave } = look(view);
      await jest.advanceTimersByTimeAsync(0);
      leave();
      put('api');
      const again = look(view);
      put('cart');
      await jest.advanceTimersByTimeAsync(1_000);
      expect(again.state()).toMatchObject({ value: ['web', 'api', 'cart'] });
      expect(view.evaluations).toBe(2);
    });

    it('tries again what had failed', async () => {
      let broken = true;
      const view = perspective(kube, () => {
        if (broken) throw new Error('not now');
        return 'well';
      });
      const { leave } = look(view);
      await jest.advanceTimersByTimeAsync(0);
      leave();
      broken = false;
      const again = look(view);
      await jest.advanceTimersByTimeAsync(0);
      expect(again.state()).toMatchObject({ kind: 'value', value: 'well' });
    });

    it('has forgotten what many others were looked at after', async () => {
      const view = perspective(kube, podsOf());
      const { leave } = look(view);
      await jest.advanceTimersByTimeAsync(0);
      leave();
      for (let other = 0; other < 32; other += 1) {
        const { leave: leaveOther } = look(view, `other ${other}`);
        await jest.advanceTimersByTimeAsync(0);
        leaveOther();
      }
      expect(look(view).state()).toBeUndefined();
    });
  });
});
