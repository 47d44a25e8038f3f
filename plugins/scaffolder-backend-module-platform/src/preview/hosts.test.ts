import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { hostChecks, hostsOf } from './hosts';

it.each<[string, object, string[]]>([
  ['no ingress', {}, []],
  ['one that is off', { ingress: { enabled: false, host: 'a.example' } }, []],
  [
    'one host',
    { ingress: { enabled: true, host: 'A.example' } },
    ['a.example'],
  ],
  [
    'several, as helm create has them',
    {
      ingress: {
        enabled: true,
        hosts: [
          { host: 'a.example' },
          { host: 'a.example' },
          { host: 'b.example' },
        ],
      },
    },
    ['a.example', 'b.example'],
  ],
  ['something else by that name', { ingress: 'yes' }, []],
])('hosts of values with %s', (_, values, hosts) => {
  expect(hostsOf({ ...values })).toEqual(hosts);
});

const place = { cluster: 'east', environment: 'dev', namespace: 'shop-dev' };

function found(
  host: string,
  ingress: { namespace: string; name: string; host?: string },
  knowsIngresses = true,
) {
  const kube = new InMemoryKube();
  const cluster = kube.addCluster('east');
  const { namespace, name } = ingress;
  cluster.put('ingresses', {
    metadata: { namespace, name },
    spec: { rules: [{ host: ingress.host }] },
  });
  if (!knowsIngresses) {
    cluster.setKindState('ingresses', { kind: 'forbidden', because: 'no' });
  }
  return hostChecks(kube, place, [host], 'cart').map(
    check => `${check.found} ${check.ok}`,
  );
}

it.each([
  [
    'nobody has it',
    { namespace: 'shop-dev', name: 'web', host: 'b' },
    'free true',
  ],
  [
    'one beside it has it',
    { namespace: 'shop-dev', name: 'web', host: 'A' },
    'taken false',
  ],
  [
    'another team has it',
    { namespace: 'ledger', name: 'x', host: 'a' },
    'taken false',
  ],
  [
    'it is its own',
    { namespace: 'shop-dev', name: 'cart', host: 'a' },
    'free true',
  ],
  [
    'others have its name',
    { namespace: 'ledger', name: 'cart', host: 'a' },
    'taken false',
  ],
  ['one is for every host', { namespace: 'ledger', name: 'x' }, 'free true'],
])('an address where %s', (_, ingress, answer) => {
  expect(found('a', ingress)).toEqual([answer]);
});

it('an address of which nothing can be seen stands in nobody’s way', () => {
  const other = { namespace: 'shop-dev', name: 'web', host: 'b' };
  expect(found('a', other, false)).toEqual(['unknown true']);
});

it('names nobody who has an address', () => {
  const kube = new InMemoryKube();
  kube.addCluster('east').put('ingresses', {
    metadata: { namespace: 'secret', name: 'hidden' },
    spec: { rules: [{ host: 'a' }] },
  });
  const told = JSON.stringify(hostChecks(kube, place, ['a'], 'cart'));
  expect(told).not.toMatch(/secret|hidden/);
});
