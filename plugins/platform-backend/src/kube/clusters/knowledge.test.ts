import type { KindState } from '@pilothouse/plugin-platform-node';
import { isSettled, knowledgeOf, type Observed } from './knowledge';

const at = (second: number) => new Date(second * 1000).toISOString();
const live: KindState = { kind: 'live' };
const absent: KindState = { kind: 'absent' };
const pending: KindState = { kind: 'pending' };
const stale: KindState = {
  kind: 'stale',
  since: at(7),
  because: 'etcd is slow',
};
const byLoss = (second: number): KindState => ({
  kind: 'stale',
  since: at(second),
  because: 'the connection to the cluster is lost',
  byLoss: true,
});
const down = {
  kind: 'down',
  since: 5_000,
  because: 'connection refused',
  reason: 'refused',
  failure: 'network',
} as const;
const observed: Observed = {
  createdAt: 1_000,
  heardAt: 9_000,
  link: { kind: 'up' },
  kinds: [
    ['pods', live],
    ['jobs', absent],
  ],
  synced: true,
};

describe('how well a cluster is known', () => {
  it.each<[string, Partial<Observed>, object]>([
    ['all is known', {}, { kind: 'live', syncedAt: at(9) }],
    [
      'its clock is off',
      { clockMinutes: -10 },
      { kind: 'live', syncedAt: at(9), clockMinutes: -10 },
    ],
    [
      'nothing was heard',
      {
        link: { kind: 'unknown', since: 1_000 },
        heardAt: undefined,
        kinds: [['pods', pending]],
      },
      { kind: 'connecting', since: at(1) },
    ],
    [
      'something is still to come',
      {
        kinds: [
          ['pods', pending],
          ['jobs', live],
        ],
        synced: false,
      },
      { kind: 'connecting', since: at(1) },
    ],
    [
      'it was lost',
      { link: down },
      {
        kind: 'stale',
        since: at(5),
        because: 'connection refused',
        reason: 'refused',
      },
    ],
    [
      'it was never there',
      { link: down, synced: false },
      {
        kind: 'unreachable',
        since: at(5),
        because: 'connection refused',
        reason: 'refused',
      },
    ],
    [
      'one kind is still to come and another was lost',
      {
        kinds: [
          ['pods', pending],
          ['jobs', stale],
        ],
        synced: false,
      },
      { kind: 'connecting', since: at(1) },
    ],
    [
      'one kind was never to be had',
      {
        kinds: [
          ['pods', { ...pending, because: 'etcd is slow' }],
          ['jobs', live],
        ],
        synced: false,
      },
      {
        kind: 'stale',
        since: at(1),
        because: 'pods: etcd is slow',
        reason: 'in-part',
      },
    ],
    [
      'it answers again and not all of it is read anew',
      {
        kinds: [
          ['pods', live],
          ['jobs', byLoss(6)],
        ],
      },
      {
        kind: 'stale',
        since: at(6),
        because: 'it answers again, and is being read',
        reason: 'catching-up',
      },
    ],
    [
      'it answers again but for one kind',
      {
        kinds: [
          ['pods', stale],
          ['jobs', byLoss(6)],
        ],
      },
      {
        kind: 'stale',
        since: at(7),
        because: 'pods: etcd is slow',
        reason: 'in-part',
      },
    ],
    [
      'one kind cannot be read',
      {
        kinds: [
          ['pods', stale],
          ['jobs', live],
        ],
      },
      {
        kind: 'stale',
        since: at(7),
        because: 'pods: etcd is slow',
        reason: 'in-part',
      },
    ],
  ])('%s', (_, part, expected) => {
    expect(knowledgeOf({ ...observed, ...part })).toEqual(expected);
  });

  it.each([
    [[live, absent], true],
    [[live, pending], false],
    [[live, stale], false],
  ])('%j: settled is %s', (states, expected) => {
    expect(isSettled(states.map(state => ['pods', state] as const))).toBe(
      expected,
    );
  });
});
