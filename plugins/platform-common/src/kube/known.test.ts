import { canRead, tellsAll, tellsWhatRuns } from './known';
import type { Cluster } from './schema';

const at = '2031-04-01T08:00:00.000Z';
const live = { kind: 'live', syncedAt: at } as const;
const stale = { kind: 'stale', since: at, because: 'no answer' } as const;
const without = (...kinds: string[]): Cluster['unreadable'] =>
  kinds.map(kind => ({ kind, because: 'forbidden' }));

it.each<[string, Omit<Cluster, 'name'>, boolean, boolean]>([
  ['all of it can be read', { knowledge: live }, true, true],
  ['it does not answer', { knowledge: stale }, false, false],
  [
    'events may not be listed',
    { knowledge: live, unreadable: without('Event') },
    true,
    false,
  ],
  [
    'Deployments may not be listed',
    { knowledge: live, unreadable: without('Event', 'Deployment') },
    false,
    false,
  ],
  [
    'namespaces may not be listed',
    { knowledge: live, unreadable: without('Namespace') },
    false,
    false,
  ],
])('when %s', (_, cluster, whatRuns, all) => {
  expect(tellsWhatRuns(cluster)).toBe(whatRuns);
  expect(tellsAll(cluster)).toBe(all);
});

it('tells which kind can be read', () => {
  const cluster = { unreadable: without('Pod') };
  expect(canRead(cluster, 'Pod')).toBe(false);
  expect(canRead(cluster, 'Event')).toBe(true);
  expect(canRead(undefined, 'Pod')).toBe(true);
});
