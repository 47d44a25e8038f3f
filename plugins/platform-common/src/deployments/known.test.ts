import type { Cluster } from '../kube';
import { knownParts, silentClusterOf } from './known';
import type { WorkloadKind } from './schema';

const without = (...kinds: string[]): Cluster => ({
  name: 'east',
  knowledge: { kind: 'live', syncedAt: '2031-04-01T08:00:00.000Z' },
  unreadable: kinds.map(kind => ({ kind, because: 'forbidden' })),
});

it.each<[WorkloadKind, string[], string[]]>([
  ['Deployment', [], ['revisions', 'pods', 'events']],
  ['Deployment', ['Pod'], ['revisions', 'events']],
  ['Deployment', ['ReplicaSet'], ['events']],
  ['StatefulSet', ['ReplicaSet'], ['revisions', 'pods', 'events']],
  ['StatefulSet', ['ControllerRevision'], ['pods', 'events']],
  ['DaemonSet', ['Event'], ['revisions', 'pods']],
])('knows of a %s without %j: %j', (kind, unreadable, expected) => {
  const known = Object.entries(knownParts(kind, without(...unreadable)));
  expect(known.filter(([, is]) => is).map(([part]) => part)).toEqual(expected);
});

it.each([
  ['does not answer', { kind: 'stale', since: '', because: 'x' }, [], 'east'],
  ['is being connected', { kind: 'connecting', since: '' }, [], 'east'],
  ['may not be listed', { kind: 'live', syncedAt: '' }, ['Deployment'], 'east'],
  ['tells what runs', { kind: 'live', syncedAt: '' }, ['Event'], undefined],
] as const)(
  'finds the cluster of what may run unseen where it %s',
  (_, knowledge, unreadable, expected) => {
    const west: Cluster = {
      name: 'west',
      knowledge: { kind: 'stale', since: '', because: 'x' },
    };
    const clusters = [west, { ...without(...unreadable), knowledge }];
    const id = 'east/shop/Deployment/web';
    expect(silentClusterOf({ clusters }, id)?.name).toBe(expected);
  },
);
