import {
  InMemoryCustom,
  InMemoryKube,
} from '@pilothouse/plugin-platform-node/testing';
import {
  definitions,
  definitionWith,
  postgresql,
} from '../__testUtils__/scene';
import { drafts, versionsOf } from './drafts';

const definition = (
  plural: string,
  group: string,
  more: { scope?: string; status?: boolean; served?: boolean } = {},
) => ({
  metadata: { name: `${plural}.${group}` },
  spec: {
    group,
    scope: more.scope ?? 'Namespaced',
    names: { plural, kind: 'Some' },
    versions: [
      {
        name: 'v1',
        served: more.served ?? true,
        ...(more.status !== false && { subresources: { status: {} } }),
      },
    ],
  },
});

function seen(...found: object[]) {
  const kube = new InMemoryKube();
  kube.addCluster('east').put('namespaces', {
    metadata: { name: 'shop-dev', labels: { 'pilothouse.dev/tenant': 'shop' } },
  });
  const custom = new InMemoryCustom('east').put(definitions, found);
  return drafts(
    {
      kube,
      custom: name => (name === 'east' ? custom : undefined),
      items: [postgresql],
      kinds: [],
    },
    [],
  );
}

it.each<[string, object, object]>([
  [
    'an unknown kind',
    definition('pots', 'tea.example.com'),
    { kind: 'draftable' },
  ],
  [
    'the kind of an item',
    definitionWith('v1'),
    { kind: 'item', item: 'postgresql' },
  ],
  [
    'a kind without namespaces',
    definition('pots', 'tea.example.com', { scope: 'Cluster' }),
    { kind: 'none', because: 'cluster-scoped' },
  ],
  [
    'a kind without a status',
    definition('pots', 'tea.example.com', { status: false }),
    { kind: 'none', because: 'no-status' },
  ],
  [
    'a kind that is not served',
    definition('pots', 'tea.example.com', { served: false }),
    { kind: 'none', because: 'not-served' },
  ],
  [
    'a kind of Kubernetes',
    definition('gateways', 'gateway.networking.k8s.io'),
    { kind: 'none', because: 'kubernetes' },
  ],
])('knows whether %s can be drafted', (_, found, verdict) => {
  expect(Object.values(seen(found).candidates)).toMatchObject([
    { verdict, clusters: [{ cluster: 'east' }] },
  ]);
});

it('names the tenants to whom may be offered', () => {
  expect(seen().tenants).toEqual(['shop']);
});

it.each([
  [['v1beta1', 'v1'], 'v1'],
  [['v1', 'v2beta3', 'v2'], 'v2'],
  [['v1alpha1', 'v1beta2', 'v1beta10'], 'v1beta10'],
])('prefers of %j the version %s', (names, preferred) => {
  const { spec } = definition('pots', 'tea.example.com');
  const versions = names.map(name => ({ name, served: true }));
  expect(versionsOf({ spec: { ...spec, versions } })[0]).toBe(preferred);
});
