import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { placesOf } from './places';

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
