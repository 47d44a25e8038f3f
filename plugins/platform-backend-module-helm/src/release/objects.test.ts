import {
  clusterWith,
  madeBy,
  marker,
  namespace,
  service,
  statefulSet,
} from '../__testUtils__/scene';
import { releasesIn } from './objects';

it('makes a release of what stands for it and what Helm made of it', () => {
  const cluster = clusterWith({ cache: marker(), other: marker() });
  cluster.put('statefulsets', statefulSet('cache', 1));
  cluster.put('services', service('cache', 'cache'));
  cluster.put('configmaps', { metadata: { namespace, name: 'unrelated' } });
  const [cache, other] = releasesIn(cluster, namespace);
  expect(cache).toMatchObject({
    metadata: { name: 'cache', uid: 'uid-cache' },
    spec: { version: '1.0.0' },
    status: {
      item: 'helm-charts-valkey',
      step: 'deployed',
      hasParts: true,
      workloads: [
        {
          kind: 'StatefulSet',
          name: 'cache',
          ready: 1,
          wanted: 1,
          current: true,
        },
      ],
      services: [{ name: 'cache', port: 6379 }],
    },
  });
  expect(other).toMatchObject({
    status: { hasParts: false, workloads: [], services: [] },
  });
  expect(releasesIn(cluster, 'payments-dev')).toEqual([]);
});

it('does not take what a release of another namespace made for its own', () => {
  const cluster = clusterWith({ cache: marker() });
  const { metadata, ...rest } = statefulSet('cache', 1);
  cluster.put('statefulsets', {
    ...rest,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata?.annotations,
        'meta.helm.sh/release-namespace': 'payments-dev',
      },
    },
  });
  expect(releasesIn(cluster)).toMatchObject([{ status: { hasParts: false } }]);
});

it.each<[string, object, object]>([
  [
    'is behind its generation',
    {
      readyReplicas: 1,
      availableReplicas: 1,
      updatedReplicas: 1,
      observedGeneration: 0,
    },
    { ready: 1, current: false },
  ],
  [
    'has old pods',
    { availableReplicas: 1, updatedReplicas: 0, observedGeneration: 1 },
    { ready: 1, current: false },
  ],
  [
    'does not get on',
    {
      observedGeneration: 1,
      conditions: [
        { type: 'Progressing', status: 'False', message: 'has timed out' },
      ],
    },
    { ready: 0, stuck: 'has timed out' },
  ],
])('says when a Deployment %s', (_, status, expected) => {
  const cluster = clusterWith({ cache: marker() });
  cluster.put('deployments', {
    metadata: madeBy('cache', 'web'),
    spec: { replicas: 1, selector: {}, template: {} },
    status,
  });
  expect(releasesIn(cluster)[0]).toMatchObject({
    status: { workloads: [expected] },
  });
});

describe('what was made by hand', () => {
  const labelled = (label: string) =>
    label === 'valkey-1.0.0'
      ? { item: 'helm-valkey', chart: 'x/valkey', version: '1.0.0' }
      : undefined;
  const made = (release: string, label: string, more: object = {}) => {
    const { metadata, ...rest } = statefulSet(release, 1);
    const labels = {
      'app.kubernetes.io/managed-by': 'Helm',
      'helm.sh/chart': label,
    };
    return { ...rest, metadata: { ...metadata, labels, ...more } };
  };
  const seen = (...sets: ReturnType<typeof made>[]) => {
    const cluster = clusterWith({ cache: marker() });
    sets.forEach(each => cluster.put('statefulsets', each));
    return releasesIn(cluster, undefined, labelled).map(
      ({ metadata, status }) => [
        metadata?.name,
        Reflect.get(Object(status), 'byHand') ?? false,
      ],
    );
  };

  it('is a release of the chart that it names', () => {
    const cluster = clusterWith({});
    cluster.put('statefulsets', made('own', 'valkey-1.0.0'));
    cluster.put('services', service('own', 'own'));
    expect(releasesIn(cluster, namespace, labelled)).toMatchObject([
      {
        metadata: { namespace, name: 'own', uid: 'by-hand-uid-of-own' },
        spec: { version: '1.0.0' },
        status: {
          ...{ item: 'helm-valkey', chart: 'x/valkey', byHand: true },
          ...{ step: 'deployed', hasParts: true },
          services: [{ name: 'own' }],
        },
      },
    ]);
  });

  it('is one release, however many workloads it has', () => {
    const [first, second] = [1, 2].map(number => {
      const { metadata, ...rest } = made('own', 'valkey-1.0.0');
      return { ...rest, metadata: { ...metadata, name: `own-${number}` } };
    });
    expect(seen(first!, second!)).toEqual([
      ['cache', false],
      ['own', true],
    ]);
  });

  it.each([
    [
      'made by Flux',
      made('own', 'valkey-1.0.0', {
        labels: {
          ...made('own', 'valkey-1.0.0').metadata.labels,
          'helm.toolkit.fluxcd.io/name': 'own',
        },
      }),
    ],
    ['ordered here', made('cache', 'valkey-1.0.0')],
    ['of another chart', made('other', 'nginx-1.0.0')],
    ['going', made('own', 'valkey-1.0.0', { deletionTimestamp: 'now' })],
    ['not made by Helm', made('own', 'valkey-1.0.0', { annotations: {} })],
  ])('is nothing that is %s', (_, set) => {
    expect(seen(set)).toEqual([['cache', false]]);
  });
});
