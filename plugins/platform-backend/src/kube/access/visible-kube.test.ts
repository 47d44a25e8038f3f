import type {
  KubeChange,
  KubeKindName,
} from '@pilothouse/plugin-platform-node';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { everything, scopeOfNamespaces } from './scope-of';
import { visibleKube } from './visible-kube';

const scope = scopeOfNamespaces(
  new Map([
    ['east', ['shop', 'lobby']],
    ['west', []],
  ]),
  new Map([['east', ['shop', 'payments']]]),
);

function named(name: string, namespace?: string) {
  return { metadata: { name, namespace } };
}

function event(name: string, namespace: string, about: string | undefined) {
  return { ...named(name, namespace), involvedObject: { namespace: about } };
}

function bench() {
  const kube = new InMemoryKube();
  for (const name of ['east', 'west']) {
    const cluster = kube.addCluster(name);
    for (const namespace of ['shop', 'payments', 'lobby']) {
      cluster.put('namespaces', named(namespace));
      cluster.put('pods', named('web', namespace));
      cluster.put('secrets', named('password', namespace));
      cluster.put('rolebindings', named('leads', namespace));
      cluster.put('events', event('started', namespace, namespace));
    }
    cluster.put('events', event('node-gone', 'lobby', undefined));
    cluster.put('nodes', named('node-1'));
    cluster.put('clusterroles', named('edit'));
  }
  const visible = visibleKube(kube, scope);
  const cluster = (name: string) => {
    const found = visible.cluster(name);
    if (!found) throw new Error(`no cluster ${name}`);
    return found;
  };
  return { kube, visible, cluster };
}

const names = (objects: readonly { metadata?: { name?: string } }[]) =>
  objects.map(({ metadata }) => metadata?.name).toSorted();

describe('visibleKube', () => {
  it('lists only what lies in visible namespaces', () => {
    const { cluster } = bench();
    const places = cluster('east')
      .list('pods')
      .map(({ metadata }) => metadata?.namespace);
    expect(places.toSorted()).toEqual(['lobby', 'shop']);
    expect(cluster('west').list('pods')).toEqual([]);
  });

  it.each([
    ['shop', 1],
    ['payments', 0],
    ['no-such-namespace', 0],
  ])('has in %s as many pods as %d', (namespace, count) => {
    const east = bench().cluster('east');
    expect(east.list('pods', { namespace })).toHaveLength(count);
    const pod = east.get('pods', { namespace, name: 'web' });
    expect(pod === undefined ? 0 : 1).toBe(count);
  });

  it.each([
    ['shop', true],
    ['lobby', false],
    ['payments', false],
  ])('has the Secrets of %s: %s', (namespace, expected) => {
    const east = bench().cluster('east');
    const found = east.get('secrets', { namespace, name: 'password' });
    expect(found !== undefined).toBe(expected);
    expect(east.list('secrets', { namespace })).toHaveLength(expected ? 1 : 0);
  });

  it('lists Secrets only of where they may be listed', () => {
    const secrets = bench().cluster('east').list('secrets');
    expect(secrets.map(({ metadata }) => metadata?.namespace)).toEqual([
      'shop',
    ]);
  });

  it.each([
    ['pods', undefined, 'live'],
    ['pods', 'lobby', 'live'],
    ['secrets', 'shop', 'live'],
    ['secrets', 'lobby', 'forbidden'],
    ['secrets', undefined, 'forbidden'],
    ['namespaces', undefined, 'live'],
    ['nodes', undefined, 'live'],
  ] as const)(
    'knows %s of the namespace %s as %s',
    (kind, namespace, state) => {
      const east = bench().cluster('east');
      expect(east.kindState(kind, namespace).kind).toBe(state);
    },
  );

  it('shows nobody who has which rights', () => {
    const east = bench().cluster('east');
    const binding = { namespace: 'shop', name: 'leads' };
    expect(east.list('rolebindings')).toEqual([]);
    expect(east.get('rolebindings', binding)).toBeUndefined();
  });

  it('has the visible namespaces and no others', () => {
    const { cluster } = bench();
    expect(names(cluster('east').list('namespaces'))).toEqual([
      'lobby',
      'shop',
    ]);
    expect(
      cluster('east').get('namespaces', { name: 'payments' }),
    ).toBeUndefined();
    expect(cluster('west').list('namespaces')).toEqual([]);
  });

  it('shows a node whose name one has, and only where one sees something', () => {
    const { cluster } = bench();
    const node = { name: 'node-1' };
    expect(cluster('east').get('nodes', node)).toBeDefined();
    expect(cluster('west').get('nodes', node)).toBeUndefined();
    expect(cluster('east').list('nodes')).toEqual([]);
  });

  it('has nothing else that lies in no namespace', () => {
    const east = bench().cluster('east');
    expect(east.list('clusterroles')).toEqual([]);
    expect(east.get('clusterroles', { name: 'edit' })).toBeUndefined();
  });

  it('has no events about what is not seen', () => {
    const east = bench().cluster('east');
    expect(names(east.list('events'))).toEqual(['started', 'started']);
    const hidden = { namespace: 'lobby', name: 'node-gone' };
    expect(east.get('events', hidden)).toBeUndefined();
    expect(names(east.list('events', { namespace: 'lobby' }))).toEqual([
      'started',
    ]);
  });

  it.each<[KubeKindName, string | undefined, boolean]>([
    ['pods', 'shop', true],
    ['pods', 'payments', false],
    ['secrets', 'lobby', false],
    ['nodes', undefined, true],
    ['namespaces', undefined, true],
    ['clusterroles', undefined, false],
  ])('has a version of %s in %s: %s', (kind, namespace, seen) => {
    const { kube, cluster } = bench();
    const version = () => cluster('east').version(kind, namespace);
    const before = version();
    kube.cluster('east')?.put(kind, named('another', namespace));
    expect(version() !== before).toBe(seen);
    expect(before === 'hidden').toBe(!seen);
  });

  it('names only visible namespaces that have something', () => {
    const east = bench().cluster('east');
    expect(east.namespacesWith('pods').toSorted()).toEqual(['lobby', 'shop']);
    expect(east.namespacesWith('secrets')).toEqual(['shop']);
  });

  it('tells of changes only where one sees something', () => {
    const { kube, visible } = bench();
    const told: KubeChange[] = [];
    visible.subscribe(change => told.push(change));
    const east = kube.cluster('east');
    east?.put('pods', named('web-2', 'payments'));
    east?.put('pods', named('web-2', 'shop'));
    east?.put('secrets', named('token', 'lobby'));
    east?.put('secrets', named('token', 'shop'));
    east?.put('clusterroles', named('view'));
    east?.put('nodes', named('node-2'));
    kube.cluster('west')?.put('nodes', named('node-2'));
    expect(told).toEqual([
      {
        ...{ cluster: 'east', kind: 'pods', namespace: 'shop' },
        keys: expect.arrayContaining(['name web-2']),
      },
      {
        ...{ cluster: 'east', kind: 'secrets', namespace: 'shop' },
        keys: expect.arrayContaining(['name token']),
      },
      { cluster: 'east', kind: 'nodes', namespace: undefined },
    ]);
  });

  it('names all clusters and how well they are known', () => {
    const { visible } = bench();
    expect(visible.clusters().map(({ name }) => name)).toEqual([
      'east',
      'west',
    ]);
    expect(visible.cluster('west')?.knowledge().kind).toBe('live');
    expect(visible.cluster('north')).toBeUndefined();
  });

  it('leaves nothing out for platform engineers', () => {
    const { kube } = bench();
    expect(visibleKube(kube, everything)).toBe(kube);
  });
});

it.each([
  ['live', 'stale'],
  ['connecting', 'connecting'],
] as const)(
  'tells of a cluster that is %s and cannot say what one may see there: %s',
  (known, told) => {
    const since = '2031-04-01T08:00:00.000Z';
    const kube = new InMemoryKube();
    const east = kube.addCluster('east');
    kube.addCluster('west');
    if (known === 'connecting')
      east.setKnowledge({ kind: 'connecting', since });
    const unsure = new Map([['east', { because: 'it is busy', since }]]);
    const visible = visibleKube(
      kube,
      scopeOfNamespaces(new Map(), new Map(), unsure),
    );
    const knowledge = visible.cluster('east')?.knowledge();
    expect(knowledge).toMatchObject(
      told === 'stale'
        ? {
            kind: 'stale',
            reason: 'rights-unknown',
            because: 'it is busy',
            since,
          }
        : { kind: told },
    );
    expect(visible.cluster('west')?.knowledge().kind).toBe('live');
  },
);
