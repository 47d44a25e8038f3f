import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { visibleKube } from '../../../kube/access';
import { scopeOfNamespaces } from '../../../kube/access/scope-of';
import { indexedLookup } from './lookup';
import { Neighborhood } from './Neighborhood';

const namespaces = ['shop', 'lobby'];

/** A namespace as somebody sees it who may list Secrets in `shop` only. */
function neighborhood(namespace: string): Neighborhood {
  const kube = new InMemoryKube();
  const east = kube.addCluster('east');
  east.setKindState('configmaps', { kind: 'pending' });
  namespaces.forEach(each =>
    east.put('secrets', { metadata: { namespace: each, name: 'password' } }),
  );
  const scope = scopeOfNamespaces(
    new Map([['east', namespaces]]),
    new Map([['east', ['shop']]]),
  );
  const seen = visibleKube(kube, scope).cluster('east');
  if (!seen) throw new Error('no cluster east');
  return new Neighborhood(seen, namespace, indexedLookup(seen, namespace));
}

it.each([
  ['shop', 'secrets', 'password', true],
  ['shop', 'secrets', 'token', false],
  ['lobby', 'secrets', 'password', undefined],
  ['lobby', 'secrets', 'token', undefined],
  ['lobby', 'serviceaccounts', 'web', false],
  ['shop', 'configmaps', 'web', undefined],
] as const)('in %s, of %s, %s is there: %s', (namespace, kind, name, there) => {
  expect(neighborhood(namespace).has(kind, name)).toBe(there);
});
