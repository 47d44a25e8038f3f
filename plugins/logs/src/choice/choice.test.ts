import type {
  Cluster,
  ServiceDeployments,
} from '@pilothouse/plugin-platform-common';
import { placement, pod, service, silent } from '../__testUtils__/services';
import { choose, firstOf, type Wish } from './choice';

const dev = { ...placement('dev'), environment: 'dev' };
const prod = {
  ...placement('prod', pod('web-b', 'app'), pod('web-a', 'app', 'log')),
  environment: 'prod',
};
const test = {
  ...placement('test', pod('web-c', 'app')),
  environment: 'test',
};

const blind: Cluster = {
  name: 'east',
  knowledge: { kind: 'live', syncedAt: '2031-04-01T08:00:00Z' },
  unreadable: [{ kind: 'Pod', because: 'forbidden' }],
};

describe('firstOf', () => {
  it.each([
    ['nothing', service([]), undefined],
    ['the first on the way with pods', service([prod, test, dev]), 'test'],
    [
      'the worst with pods',
      service([test, { ...prod, status: 'failed' }, dev]),
      'prod',
    ],
    ['the worst, where none has pods', service([dev]), 'dev'],
  ])('is %s', (_, of, id) => {
    expect(firstOf(of)).toBe(id);
  });
});

describe('choose', () => {
  const all = service([dev, prod, test]);
  const read = (of: ServiceDeployments, wish: Partial<Wish>, held?: string) => {
    const chosen = choose(of, { previous: false, ...wish }, held);
    if (chosen.kind !== 'chosen') {
      return [chosen.kind, 'id' in chosen ? chosen.id : undefined];
    }
    const { choice } = chosen;
    return [choice.placement.id, choice.pod, choice.container];
  };

  it.each<
    [string, ServiceDeployments, Partial<Wish>, string | undefined, unknown[]]
  >([
    ['nothing runs', service([]), {}, undefined, ['nothing', undefined]],
    ['what is held', all, {}, 'test', ['test', undefined, undefined]],
    ['held without pods', all, {}, 'dev', ['dev', undefined, undefined]],
    ['held has gone', all, {}, 'old', ['missing', 'old']],
    [
      'nobody knows whether what is held runs',
      service([], [silent]),
      {},
      'east/shop/Deployment/web',
      ['not-known', 'east/shop/Deployment/web'],
    ],
    [
      'held has gone, though another cluster is silent',
      service([], [silent]),
      {},
      'west/shop/Deployment/web',
      ['missing', 'west/shop/Deployment/web'],
    ],
    [
      'what is wished for',
      all,
      { placement: 'prod', pod: 'web-a', container: 'log' },
      'test',
      ['prod', 'web-a', 'log'],
    ],
    ['wish has gone', all, { placement: 'old' }, 'test', ['missing', 'old']],
    [
      'wish, and nothing',
      service([]),
      { placement: 'old' },
      undefined,
      ['missing', 'old'],
    ],
    [
      'a pod that has gone',
      all,
      { pod: 'web-z' },
      'prod',
      ['prod', 'web-z', undefined],
    ],
    [
      'a container without pods',
      all,
      { container: 'app' },
      'dev',
      ['dev', undefined, 'app'],
    ],
    [
      'a container of no pod',
      all,
      { container: 'old' },
      'prod',
      ['prod', undefined, undefined],
    ],
  ])('%s', (_, of, wish, held, expected) => {
    expect(read(of, wish, held)).toEqual(expected);
  });

  it.each([
    ['is among them', 'web-a', all, false],
    ['is not among them', 'web-z', all, true],
    ['is none', undefined, all, false],
    [
      'is not among those of a cluster that is silent',
      'web-z',
      service([prod], [silent]),
      false,
    ],
    [
      'is not among pods that cannot be read',
      'web-z',
      service([prod], [blind]),
      false,
    ],
  ])('of a pod that %s tells whether it is gone', (_, name, of, podGone) => {
    const chosen = choose(of, { previous: false, pod: name }, 'prod');
    expect(chosen).toMatchObject({ choice: { podGone } });
  });

  it('names pods and containers in order, each once', () => {
    const chosen = choose(all, { previous: false }, 'prod');
    expect(chosen).toMatchObject({
      choice: {
        pods: [{ name: 'web-a' }, { name: 'web-b' }],
        containers: ['app', 'log'],
      },
    });
  });
});
