import { revisionsOf } from './revisions';

const kept = (revision: number, status: string, description = '') => ({
  revision,
  updated: '2030-01-02T03:04:05.123456789+08:00',
  status,
  chart: 'redis-standalone-1.0.0-rc.1',
  description,
});

it('tells revisions, the newest first', () => {
  expect(
    revisionsOf([
      kept(1, 'superseded', 'Install complete'),
      kept(2, 'failed', "Upgrade failed: at '/password': 'hush'"),
      kept(3, 'deployed', 'Rollback to 1'),
    ]),
  ).toEqual(
    [
      { revision: 3, state: 'now', of: 1 },
      { revision: 2, state: 'failed' },
      { revision: 1, state: 'earlier' },
    ].map(each => ({
      ...each,
      at: '2030-01-01T19:04:05.123Z',
      version: '1.0.0-rc.1',
    })),
  );
});

it.each([
  ['what runs goes on while a newer one failed', ['deployed', 'failed'], 'now'],
  [
    'what is being brought about',
    ['superseded', 'pending-rollback'],
    'earlier',
  ],
])('knows %s', (_, statuses, first) => {
  const all = revisionsOf(statuses.map((status, i) => kept(i + 1, status)));
  expect(all.at(-1)?.state).toBe(first);
  expect(
    revisionsOf([{ ...kept(1, 'deployed'), updated: '', chart: 'x' }]),
  ).toEqual([{ revision: 1, state: 'now' }]);
});
