import type { Entity } from '@backstage/catalog-model';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { choicesOf } from './choices';

const group = (name: string, namespace?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace },
  spec: { profile: name === 'shop' ? { displayName: 'The shop' } : {} },
});

const system = (name: string, owner: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name, title: name.toUpperCase() },
  relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
});

function kube(): InMemoryKube {
  const all = new InMemoryKube();
  const put = (cluster: string, tenant: string, environment: string) =>
    all.cluster(cluster)?.put('namespaces', {
      metadata: {
        name: `${tenant}-${environment}`,
        labels: {
          'pilothouse.dev/tenant': tenant,
          'pilothouse.dev/environment': environment,
        },
      },
    });
  all.addCluster('east');
  all.addCluster('west');
  put('east', 'shop', 'prod');
  put('east', 'shop', 'dev');
  put('west', 'shop', 'prod');
  put('east', 'payments', 'dev');
  return all;
}

it('offers of each team what is its own', () => {
  const { owners, silentClusters } = choicesOf({
    groups: [group('shop'), group('payments'), group('empty')],
    systems: [system('tea', 'shop'), system('cash', 'payments')],
    clusters: kube().clusters(),
  });

  expect(owners).toEqual([
    {
      ref: 'group:default/empty',
      title: 'empty',
      applications: [],
      environments: [],
    },
    {
      ref: 'group:default/payments',
      title: 'payments',
      applications: [{ ref: 'system:default/cash', title: 'CASH' }],
      environments: ['dev'],
    },
    {
      ref: 'group:default/shop',
      title: 'The shop',
      applications: [{ ref: 'system:default/tea', title: 'TEA' }],
      environments: ['dev', 'prod'],
    },
  ]);
  expect(silentClusters).toEqual([]);
});

it.each([group('shop', 'other'), group('shop_1')])(
  'offers no group that cannot own services: %j',
  one => {
    expect(choicesOf({ groups: [one], systems: [], clusters: [] })).toEqual({
      owners: [],
      silentClusters: [],
    });
  },
);

it('says which clusters are silent', () => {
  const all = kube();
  all.cluster('west')?.setKnowledge({
    kind: 'stale',
    since: '2031-04-01T08:00:00.000Z',
    because: 'it is down',
  });

  const told = choicesOf({ groups: [], systems: [], clusters: all.clusters() });

  expect(told.silentClusters).toEqual(['west']);
});
