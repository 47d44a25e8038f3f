import type {
  PlacementDetail,
  PodRow,
  ServiceDeployments,
} from '@pilothouse/plugin-platform-common';
import { choose, firstOf, type Wish } from './choice';

const pod = (name: string, ...containers: string[]): PodRow => ({
  name,
  uid: name,
  status: 'healthy',
  phase: 'Running',
  ready: true,
  readyContainers: containers.length,
  containers,
  restarts: 0,
  createdAt: '2031-04-01T08:00:00Z',
});

function placement(id: string, ...pods: PodRow[]): PlacementDetail {
  return {
    id,
    ref: { cluster: 'east', namespace: id, kind: 'Deployment', name: 'web' },
    uid: id,
    status: 'healthy',
    since: '2031-04-01T08:00:00Z',
    causes: [],
    replicas: { desired: 1, current: 1, updated: 1, ready: 1, available: 1 },
    rollout: { kind: 'complete' },
    revisions: [],
    pods,
    conditions: [],
    events: [],
    addresses: [],
    owners: [],
  };
}

const service = (...placements: PlacementDetail[]): ServiceDeployments => ({
  clusters: [],
  placements: Object.fromEntries(placements.map(one => [one.id, one])),
});

const dev = placement('dev');
const prod = placement('prod', pod('web-b', 'app'), pod('web-a', 'app', 'log'));
const test = placement('test', pod('web-c', 'app'));

describe('firstOf', () => {
  it.each([
    ['nothing', service(), undefined],
    ['the first with pods', service(test, prod, dev), 'prod'],
    ['the first, where none has pods', service(dev), 'dev'],
  ])('is %s', (_, of, id) => {
    expect(firstOf(of)).toBe(id);
  });
});

describe('choose', () => {
  const all = service(dev, prod, test);
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
    ['nothing runs', service(), {}, undefined, ['nothing', undefined]],
    ['what is held', all, {}, 'test', ['test', undefined, undefined]],
    ['held without pods', all, {}, 'dev', ['dev', undefined, undefined]],
    ['held has gone', all, {}, 'old', ['missing', 'old']],
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
      service(),
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
