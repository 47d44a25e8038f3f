import type { KubeKindName } from '@pilothouse/plugin-platform-node';
import { trim } from './trim';

const managedFields = [{ manager: 'helm' }];
const told = {
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: {
    name: 'web',
    managedFields,
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': '{"data":"secret"}',
      kept: 'yes',
    },
  },
  spec: { replicas: 1 },
  data: { password: 'secret' },
};
const metadata = { name: 'web', annotations: { kept: 'yes' } };
const rest = { spec: told.spec, data: told.data };

describe('what is kept of an object', () => {
  it.each<[KubeKindName, object]>([
    ['pods', { metadata, ...rest }],
    ['deployments', { metadata: { ...metadata, managedFields }, ...rest }],
    [
      'controllerrevisions',
      { metadata: { ...metadata, managedFields }, ...rest },
    ],
    ['replicasets', { metadata, ...rest }],
    ['secrets', { metadata }],
    ['configmaps', { metadata }],
    ['serviceaccounts', { metadata }],
    ['clusterroles', { metadata }],
    ['rolebindings', { metadata }],
  ])('of %s', (kind, kept) => {
    expect(trim(kind, told)).toEqual(kept);
  });

  it('of a custom resource is when it was last wanted otherwise', () => {
    const wrote = (time: string, ...parts: string[]) => ({
      time,
      fieldsV1: Object.fromEntries(parts.map(part => [`f:${part}`, {}])),
    });
    const written = [
      wrote('2031-04-02T08:00:00Z', 'metadata', 'spec'),
      wrote('2031-04-03T08:00:00Z', 'spec'),
      wrote('2031-04-04T08:00:00Z', 'status'),
    ];
    const object = {
      ...told,
      metadata: { ...told.metadata, managedFields: written },
    };
    const kept = trim('clusters.postgresql.cnpg.io', object);
    expect(kept.metadata?.managedFields).toEqual([
      { time: '2031-04-03T08:00:00Z' },
    ]);
    expect(
      trim('clusters.postgresql.cnpg.io', told).metadata,
    ).not.toHaveProperty('managedFields');
  });

  const identity = { name: 'web-1.a', namespace: 'shop', uid: '2' };
  const created = { creationTimestamp: '2026-01-01T00:00:00Z' };
  const about = {
    kind: 'Pod',
    name: 'web-1',
    namespace: 'shop',
    uid: '1',
    fieldPath: 'spec.containers{web}',
  };
  const read = {
    involvedObject: about,
    type: 'Normal',
    reason: 'Pulled',
    message: 'Pulled it',
    count: 3,
  };

  it.each([
    ['by when it was seen', { firstTimestamp: '1', lastTimestamp: '2' }, {}],
    ['by when it happened', { eventTime: '1', series: { count: 2 } }, {}],
    ['by when it was made', {}, created],
  ])(
    'of an event is what views read, dated %s',
    (_, times: object, date: object) => {
      const event = {
        metadata: { ...identity, ...created, managedFields },
        ...read,
        ...times,
        involvedObject: { ...about, apiVersion: 'v1', resourceVersion: '7' },
        action: 'Pulling',
        related: null,
        source: { component: 'kubelet', host: 'node-1' },
        reportingComponent: 'kubelet',
        reportingInstance: 'node-1',
      };
      const none = { firstTimestamp: null, lastTimestamp: null };
      expect(trim('events', { ...none, ...event })).toEqual({
        metadata: { name: 'web-1.a', namespace: 'shop', ...date },
        ...read,
        ...times,
      });
    },
  );

  it('of an endpoint slice is what its pods do not say', () => {
    const labels = { 'kubernetes.io/service-name': 'web' };
    const targetRef = { kind: 'Pod', name: 'web-1', uid: '1' };
    const ports = [{ name: 'http', port: 80 }];
    const slice = {
      metadata: { ...identity, ...created, labels, generateName: 'web-' },
      addressType: 'IPv4',
      endpoints: [
        {
          addresses: ['10.0.0.1'],
          conditions: { ready: true, serving: true },
          targetRef: { ...targetRef, namespace: 'shop' },
          nodeName: 'node-1',
        },
      ],
      ports,
    };
    expect(trim('endpointslices', slice)).toEqual({
      metadata: { ...identity, labels },
      endpoints: [{ conditions: { ready: true }, targetRef }],
      ports,
    });
  });

  it('leaves what it was given as it was', () => {
    const before = structuredClone(told);
    trim('secrets', told);
    expect(told).toEqual(before);
  });
});
