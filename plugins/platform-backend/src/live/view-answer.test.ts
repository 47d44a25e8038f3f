import { mockCredentials } from '@backstage/backend-test-utils';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { z } from 'zod';
import type { VisibleCatalog } from '../catalog';
import type { Access, Scope, Viewer } from '../kube/access';
import type { View } from './view';
import { Given } from './Given';
import { answersOnce, viewAnswer } from './view-answer';

const viewer: Viewer = {
  userEntityRef: 'user:default/lin.wei',
  groups: [],
  kubernetes: { user: 'lin.wei', groups: [] },
  tenants: ['shop'],
  seesAll: false,
};

function scopeOf(...namespaces: string[]): Scope {
  return {
    key: namespaces.join(),
    everything: false,
    sees: (_cluster, namespace) =>
      namespace !== undefined && namespaces.includes(namespace),
    namespaces: () => namespaces,
    unsure: () => undefined,
  };
}

/** Somebody whose scope a test changes. */
function somebody(first: Scope) {
  const listeners = new Set<() => void>();
  let scope: Promise<Scope> = Promise.resolve(first);
  const access: Access = {
    resolveViewer: async () => viewer,
    scopeOf: () => scope,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    access,
    listeners,
    becomes(next: Promise<Scope>) {
      scope = next;
      listeners.forEach(listener => listener());
    },
  };
}

const empty: VisibleCatalog = {
  key: 'all',
  knowledge: () => ({ kind: 'current' }),
  entities: () => [],
  entity: () => undefined,
  subscribe: () => () => undefined,
};

const podNames: View<object, string[]> = (_input, { kube }) =>
  kube
    .clusters()
    .flatMap(cluster => cluster.list('pods'))
    .map(({ metadata }) => metadata?.name ?? '');

describe('viewAnswer', () => {
  const kube = new InMemoryKube();
  const prod = kube.addCluster('prod');
  prod.put('pods', { metadata: { name: 'web', namespace: 'shop' } });
  prod.put('pods', { metadata: { name: 'till', namespace: 'pay' } });

  it.each([false, true])(
    'tells a view whether one sees all: %s',
    async everything => {
      const scope = { ...scopeOf('shop'), everything };
      const view: View<object, boolean> = (_, { seesAll = false }) => seesAll;
      const answer = viewAnswer(view, {
        access: somebody(scope).access,
        kube,
        allows: async () => true,
        catalogOf: async () => empty,
      });
      const outlook = await answer.outlookOf(mockCredentials.user());
      const { evaluate } = outlook.perspective();
      expect(evaluate({}, new Set())).toBe(everything);
    },
  );

  function answerFor(access: Access, allowed = true, given = new Given()) {
    const asked: string[] = [];
    const answer = viewAnswer(podNames, {
      access,
      kube,
      allows: async (_, { name }) => {
        asked.push(name);
        return allowed;
      },
      catalogOf: async () => empty,
    });
    const once = answersOnce(
      { query: 'pods', output: z.array(z.string()), answer },
      given,
    );
    return { answer, asked, once };
  }
  const credentials = mockCredentials.user();
  const turn = () => new Promise(resolve => setImmediate(resolve));

  it('answers once with what the person sees', async () => {
    const { once } = answerFor(somebody(scopeOf('shop')).access);
    expect(await once({}, credentials)).toEqual(['web']);
  });

  it('gives nobody what was answered to who sees something else', async () => {
    const given = new Given();
    const answers = ['shop', 'pay', 'shop'].map(async namespace => {
      const { access } = somebody(scopeOf(namespace));
      return answerFor(access, true, given).once({}, credentials);
    });
    expect(await Promise.all(answers)).toEqual([['web'], ['till'], ['web']]);
  });

  it('asks whether they may look at all', async () => {
    const { access } = somebody(scopeOf('shop'));
    const { asked, once } = answerFor(access, false);
    await expect(once({}, credentials)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('ask to be added'),
    });
    expect(asked).toEqual(['pilothouse.deployments.read']);
  });

  it.each([
    ['more', Promise.resolve(scopeOf('shop', 'pay')), ['web', 'till']],
    ['nothing', Promise.resolve(scopeOf()), []],
  ])('looks again when they see %s', async (_what, scope, seen) => {
    const person = somebody(scopeOf('shop'));
    const outlook = await answerFor(person.access).answer.outlookOf(
      credentials,
    );
    const changed = jest.fn();
    outlook.subscribe(changed);
    await turn();
    expect(changed).not.toHaveBeenCalled();
    person.becomes(scope);
    await turn();
    expect(changed).toHaveBeenCalledTimes(1);
    expect(outlook.perspective().evaluate({}, new Set())).toEqual(seen);
  });

  it('shows nothing to whom it cannot judge, and says why', async () => {
    const person = somebody(scopeOf('shop'));
    const outlook = await answerFor(person.access).answer.outlookOf(
      credentials,
    );
    outlook.subscribe(() => undefined);
    person.becomes(Promise.reject(new Error('no verdict')));
    await turn();
    expect(() => outlook.perspective().evaluate({}, new Set())).toThrow(
      'no verdict',
    );
  });

  it('shows what they see once they can be judged, without being asked again', async () => {
    const person = somebody(scopeOf());
    person.becomes(Promise.reject(new Error('not known yet')));
    const { answer, once } = answerFor(person.access);
    await expect(once({}, credentials)).rejects.toThrow('not known yet');
    const outlook = await answer.outlookOf(credentials);
    const changed = jest.fn();
    outlook.subscribe(changed);
    await turn();
    expect(() => outlook.perspective().evaluate({}, new Set())).toThrow(
      'not known yet',
    );
    person.becomes(Promise.resolve(scopeOf('shop')));
    await turn();
    expect(changed).toHaveBeenCalledTimes(1);
    expect(outlook.perspective().evaluate({}, new Set())).toEqual(['web']);
  });

  it('believes the last verdict when an earlier one comes late', async () => {
    const person = somebody(scopeOf('shop'));
    const outlook = await answerFor(person.access).answer.outlookOf(
      credentials,
    );
    outlook.subscribe(() => undefined);
    let late: (scope: Scope) => void = () => undefined;
    person.becomes(
      new Promise(resolve => {
        late = resolve;
      }),
    );
    person.becomes(Promise.resolve(scopeOf()));
    await turn();
    late(scopeOf('shop', 'pay'));
    await turn();
    expect(outlook.perspective().evaluate({}, new Set())).toEqual([]);
  });

  it('sees a change between the asking and the listening', async () => {
    const person = somebody(scopeOf('shop'));
    const outlook = await answerFor(person.access).answer.outlookOf(
      credentials,
    );
    person.becomes(Promise.resolve(scopeOf()));
    outlook.subscribe(() => undefined);
    await turn();
    expect(outlook.perspective().evaluate({}, new Set())).toEqual([]);
  });

  it('counts as read only what they see', async () => {
    const { answer } = answerFor(somebody(scopeOf('shop')).access);
    const reads = new Set<string>();
    (await answer.outlookOf(credentials)).perspective().evaluate({}, reads);
    expect([...reads]).toEqual(['kube', 'kube/prod/pods/shop']);
  });
});
