import type { ClusterKnowledge } from '@pilothouse/plugin-platform-common';
import type { KindState } from '@pilothouse/plugin-platform-node';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { placesOf, silentFor } from './places';

const labels = (tenant: string, environment: string) => ({
  'pilothouse.dev/tenant': tenant,
  'pilothouse.dev/environment': environment,
});

function kube(): InMemoryKube {
  const all = new InMemoryKube();
  const east = all.addCluster('east');
  const west = all.addCluster('west');
  east.put('namespaces', {
    metadata: { name: 'one', labels: labels('shop', 'dev') },
  });
  east.put('namespaces', {
    metadata: { name: 'shop-prod', labels: labels('shop', 'prod') },
  });
  west.put('namespaces', {
    metadata: { name: 'shop-prod', labels: labels('shop', 'prod') },
  });
  east.put('namespaces', { metadata: { name: 'shop-qa' } });
  return all;
}

it('finds namespaces by their labels, whatever their name', () => {
  expect(placesOf(kube(), { team: 'shop', environments: ['dev'] })).toEqual([
    { environment: 'dev', cluster: 'east', namespace: 'one' },
  ]);
});

it('looks only in the cluster that is named', () => {
  const wanted = { team: 'shop', environments: ['prod'], cluster: 'west' };

  expect(placesOf(kube(), wanted)).toEqual([
    { environment: 'prod', cluster: 'west', namespace: 'shop-prod' },
  ]);
});

it.each([
  ['in no cluster', { environments: ['qa'] }, 'no namespace for qa'],
  [
    'in several clusters',
    { environments: ['prod'] },
    'shop-prod in east, shop-prod in west',
  ],
  ['of another team', { team: 'x', environments: ['dev'] }, 'The team x has'],
])('refuses a namespace %s', (_, wanted, words) => {
  expect(() => placesOf(kube(), { team: 'shop', ...wanted })).toThrow(words);
});

it('says that a cluster which is silent may have it', () => {
  const all = kube();
  all.cluster('west')?.setKnowledge({
    kind: 'stale',
    since: '2031-04-01T08:00:00.000Z',
    because: 'it is down',
  });

  expect(() => placesOf(all, { team: 'shop', environments: ['qa'] })).toThrow(
    'not all is known of the clusters west',
  );
});

describe('a cluster that is silent may have something', () => {
  const since = '2031-04-01T08:00:00.000Z';
  const because = 'it is down';
  const stale: ClusterKnowledge = { kind: 'stale', since, because };
  const inPart: KindState = { kind: 'stale', since, because };

  it.each<
    [
      string,
      string,
      ClusterKnowledge,
      KindState | undefined,
      string | undefined,
    ]
  >([
    [
      'of a team that had a namespace there',
      'shop',
      stale,
      undefined,
      'it is down; shop has namespaces there: shop-prod',
    ],
    ['of no team that had none', 'payments', stale, undefined, undefined],
    [
      'of any team when it was never heard',
      'payments',
      { kind: 'unreachable', since, because },
      undefined,
      because,
    ],
    [
      'of any team while it is read for the first time',
      'payments',
      { kind: 'connecting', since },
      { kind: 'pending' },
      'nothing was heard of it yet',
    ],
    [
      'of any team whose namespaces could not be listed before',
      'payments',
      stale,
      { kind: 'forbidden', because: 'RBAC' },
      because,
    ],
    [
      'of any team while its namespaces alone are silent',
      'payments',
      stale,
      inPart,
      because,
    ],
  ])('%s', (_, team, knowledge, namespaces, expected) => {
    const all = kube();
    const west = all.cluster('west');
    if (namespaces) west?.setKindState('namespaces', namespaces);
    west?.setKnowledge(knowledge);

    expect(silentFor(all.clusters(), team)).toEqual(
      expected === undefined
        ? []
        : [{ cluster: 'west', since, because: expected }],
    );
  });

  it('unless it tells all namespaces, and only something else not', () => {
    const all = kube();
    const west = all.cluster('west');
    west?.setKindState('events', inPart);
    west?.setKnowledge(stale);

    expect(silentFor(all.clusters(), 'shop')).toEqual([]);
  });
});
