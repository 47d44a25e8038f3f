import type { Cluster } from '../kube';
import { knownParts } from './known';
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
