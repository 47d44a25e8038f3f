import type { Ingress } from 'kubernetes-types/networking/v1';
import { addressesOf } from './addresses';
import { indexedLookup, Neighborhood, surroundingsOf } from './around';
import { workloadsIn } from './workload';
import { clusterWith, fixture } from './__testUtils__/scene';

const labels = { app: 'web' };
const metadata = { namespace: 'shop', name: 'web', uid: 'web' };

/** Addresses of a workload behind a Service and this Ingress. */
function addresses(ingress: Pick<Ingress, 'spec' | 'status'>) {
  const { cluster } = clusterWith({
    deployments: [
      { metadata, spec: { selector: {}, template: { metadata: { labels } } } },
    ],
    services: [
      { metadata, spec: { selector: labels, ports: [{ port: 8080 }] } },
    ],
    ingresses: [{ metadata, ...ingress }],
  });
  const [workload] = workloadsIn(cluster);
  const around = new Neighborhood(
    cluster,
    'shop',
    indexedLookup(cluster, 'shop'),
  );
  return addressesOf(surroundingsOf(workload, around), around).map(
    ({ address }) => address,
  );
}

const inside = 'web.shop.svc:8080';
const backend = { service: { name: 'web' } };
const rule = (host: string | undefined, path: string, to = backend) => ({
  host,
  http: { paths: [{ path, pathType: 'Prefix', backend: to }] },
});
const answersAt = (port: number) => ({
  loadBalancer: {
    ingress: [{ hostname: 'lb', ports: [{ port, protocol: 'TCP' }] }],
  },
});

it.each([
  [
    'a host',
    { spec: { rules: [rule('a.example', '/')] } },
    ['http://a.example/'],
  ],
  [
    'a path',
    { spec: { rules: [rule('a.example', '/shop')] } },
    ['http://a.example/shop'],
  ],
  [
    'TLS',
    {
      spec: {
        tls: [{ hosts: ['a.example'] }],
        rules: [rule('a.example', '/')],
      },
    },
    ['https://a.example/'],
  ],
  [
    'TLS of another host',
    {
      spec: {
        tls: [{ hosts: ['b.example'] }],
        rules: [rule('a.example', '/')],
      },
    },
    ['http://a.example/'],
  ],
  [
    'another port',
    { spec: { rules: [rule('a.example', '/')] }, status: answersAt(7009) },
    ['http://a.example:7009/'],
  ],
  [
    'the usual port',
    { spec: { rules: [rule('a.example', '/')] }, status: answersAt(80) },
    ['http://a.example/'],
  ],
  [
    'no host',
    { spec: { rules: [rule(undefined, '/')] }, status: answersAt(80) },
    ['http://lb/'],
  ],
  ['any host', { spec: { rules: [rule('*.example', '/')] } }, ['*.example/']],
  [
    'what is left',
    { spec: { defaultBackend: backend }, status: answersAt(8000) },
    ['http://lb:8000/'],
  ],
  [
    'another Service',
    { spec: { rules: [rule('a.example', '/', { service: { name: 'api' } })] } },
    [],
  ],
])('an Ingress with %s', (_, ingress, expected) => {
  expect(addresses(ingress as Ingress)).toEqual([...expected, inside]);
});

it('names who else gets the requests of a Service before many', () => {
  const { cluster } = clusterWith(fixture('overlap'));
  const lookup = indexedLookup(cluster, 'lab');
  const around = new Neighborhood(cluster, 'lab', lookup);
  const [held] = workloadsIn(cluster).filter(({ name }) => name === 'held');
  expect(addressesOf(surroundingsOf(held, around), around)).toMatchObject([
    { kind: 'service', name: 'broad', others: { workloads: ['guarded'] } },
  ]);
});
