import type { KindState, KubeKindName } from '@pilothouse/plugin-platform-node';
import { InMemoryKube } from '@pilothouse/plugin-platform-node/testing';
import { clusterOf, kindsOfDetail, kindsOfRow } from './readable';

const forbidden: KindState = {
  kind: 'forbidden',
  because: 'User "system:serviceaccount:hidden:portal" cannot list it',
};
const absent: KindState = { kind: 'absent' };
const stale: KindState = {
  kind: 'stale',
  since: '2031-04-01T08:00:00.000Z',
  because: 'etcd is slow',
};

function cluster(...states: [KubeKindName, KindState][]) {
  const made = new InMemoryKube().addCluster('east', { title: 'East' });
  states.forEach(([kind, state]) => made.setKindState(kind, state));
  return made;
}

it('says nothing of kinds where all can be read', () => {
  const known = clusterOf(cluster(), kindsOfDetail);
  expect(known).toMatchObject({ name: 'east', title: 'East' });
  expect(known).not.toHaveProperty('unreadable');
});

it.each<[string, [KubeKindName, KindState], object | undefined]>([
  [
    'pods are forbidden',
    ['pods', forbidden],
    { kind: 'Pod', because: 'forbidden' },
  ],
  [
    'Deployments are not served',
    ['deployments', absent],
    { kind: 'Deployment', because: 'absent' },
  ],
  [
    'autoscalers are forbidden',
    ['horizontalpodautoscalers', forbidden],
    { kind: 'HorizontalPodAutoscaler', because: 'forbidden' },
  ],
  [
    'autoscalers are not served',
    ['horizontalpodautoscalers', absent],
    undefined,
  ],
  ['secrets are forbidden', ['secrets', forbidden], undefined],
  ['pods were known before', ['pods', stale], undefined],
])('when %s', (_, state, expected) => {
  const { unreadable } = clusterOf(cluster(state), kindsOfDetail);
  expect(unreadable).toEqual(expected && [expected]);
});

it('tells of rows only what rows need', () => {
  const without = cluster(['ingresses', forbidden], ['events', forbidden]);
  expect(clusterOf(without, kindsOfRow).unreadable).toEqual([
    { kind: 'Event', because: 'forbidden' },
  ]);
});

it("does not pass on the name of the portal's account", () => {
  const told = JSON.stringify(
    clusterOf(cluster(['pods', forbidden]), kindsOfDetail),
  );
  expect(told).not.toContain('hidden');
});
