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
    ['secrets', { metadata }],
    ['configmaps', { metadata }],
    ['serviceaccounts', { metadata }],
    ['clusterroles', { metadata }],
    ['rolebindings', { metadata }],
  ])('of %s', (kind, kept) => {
    expect(trim(kind, told)).toEqual(kept);
  });

  it('of an event leaves out who told it', () => {
    const about = { kind: 'Pod', name: 'web-1', namespace: 'shop', uid: '1' };
    const event = {
      metadata: { name: 'web-1.a', uid: '2' },
      involvedObject: { ...about, apiVersion: 'v1', resourceVersion: '7' },
      reason: 'Pulled',
      count: 3,
      source: { component: 'kubelet', host: 'node-1' },
      reportingComponent: 'kubelet',
      reportingInstance: 'node-1',
    };
    const { metadata: kept, reason, count } = event;
    expect(trim('events', event)).toEqual({
      metadata: kept,
      involvedObject: about,
      reason,
      count,
    });
  });

  it('leaves what it was given as it was', () => {
    const before = structuredClone(told);
    trim('secrets', told);
    expect(told).toEqual(before);
  });
});
