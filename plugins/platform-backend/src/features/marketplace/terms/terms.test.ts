import type { Term } from '@pilothouse/plugin-platform-common';
import type {
  KindState,
  MiddlewareComposition,
  MiddlewareItem,
} from '@pilothouse/plugin-platform-node';
import { InMemoryCustom } from '@pilothouse/plugin-platform-node/testing';
import {
  clusters,
  definitions,
  definitionWith,
  instance,
  postgresql,
  twoTeams,
} from '../__testUtils__/scene';
import { termsOfOrder, type Tried } from './terms';

const request = {
  item: 'postgresql',
  cluster: 'east',
  namespace: 'shop-dev',
  name: 'more',
  values: {},
};
const kind = {
  group: 'helm.sh',
  plural: 'releases',
  kind: 'Release',
  versions: ['v1'],
} as const;
const one: Term[] = [{ instances: 1 }];

function scene(terms: Term[], of: MiddlewareItem = postgresql) {
  const { kube, custom } = twoTeams();
  const others: Record<string, InMemoryCustom> = { east: custom };
  const composition: MiddlewareComposition = {
    kind,
    kindState: cluster => cluster.kindState('configmaps'),
    objectsIn: () => [{ metadata: { namespace: 'shop-dev', name: 'cache' } }],
    carrier: {} as MiddlewareComposition['carrier'],
  };
  return {
    /** Another cluster, where a team has a namespace and the kind is known so well. */
    add(name: string, tenant: string, state: KindState) {
      kube.addCluster(name).put('namespaces', {
        metadata: {
          name: `${tenant}-dev`,
          labels: {
            'pilothouse.dev/tenant': tenant,
            'pilothouse.dev/environment': 'dev',
          },
        },
      });
      others[name] = new InMemoryCustom(name)
        .put(definitions, [definitionWith('v1')])
        .put(clusters, [], state);
    },
    ask: (tried: Partial<Tried> = {}) =>
      termsOfOrder(
        { ...of, terms },
        request,
        { after: { spec: {} }, namesPlan: true, ...tried },
        {
          kube,
          custom: { cluster: (name: string) => others[name] } as never,
          items: { compositions: [composition] },
        },
      ),
  };
}

const full = [
  {
    kind: 'instances',
    most: 1,
    are: 1,
    environment: 'dev',
    tenant: 'shop',
  },
];

it('counts the instances of the team alone', () => {
  expect(scene(one).ask().exceeded).toEqual(full);
  expect(scene([{ instances: 2 }]).ask().exceeded).toBeUndefined();
});

it('counts what no API serves as well', () => {
  const release = { ...postgresql, kind };
  expect(scene(one, release).ask().exceeded).toEqual(full);
});

const unknown: [KindState, RegExp][] = [
  [{ kind: 'pending' }, /west is still being asked for its PostgreSQL/],
  [
    { kind: 'stale', since: '2031-04-01T08:00:00.000Z', because: 'x' },
    /west does not answer/,
  ],
  [{ kind: 'forbidden', because: 'x' }, /may not read clusters\..* west/],
];

it.each(unknown)('does not count as none what is %j', (state, message) => {
  const { add, ask } = scene([{ instances: 2 }]);
  add('west', 'shop', state);
  expect(ask).toThrow(
    expect.objectContaining({ name: 'ServiceUnavailableError' }),
  );
  expect(ask).toThrow(message);
});

it.each<[string, Term[], string, Partial<Tried>]>([
  ['nothing limits how many', [{ bounds: [] }], 'shop', {}],
  ['the team has no place there', [{ instances: 2 }], 'payments', {}],
  [
    'the plan stays',
    [{ instances: 2 }],
    'shop',
    { before: instance('shop-dev', 'more') },
  ],
])('needs to know none of that where %s', (_, terms, tenant, tried) => {
  const { add, ask } = scene(terms);
  add('west', tenant, { kind: 'pending' });
  expect(ask(tried).exceeded).toBeUndefined();
});
