import type { Backup } from '@pilothouse/plugin-platform-common';
import { lateAt, wantedSince } from './late';

const nightly = { cron: '0 0 2 * * *', suspended: false };
const made = '2031-04-01T08:00:00.000Z';
const backup = (state: Backup['state'], startedAt: string): Backup => ({
  name: 'b',
  state,
  startedAt,
});

it.each<[string, Parameters<typeof lateAt>, string | undefined]>([
  ['twice after it was made', [nightly, made, []], '2031-04-03T02:00:00.000Z'],
  [
    'twice after the last good one',
    [
      nightly,
      made,
      [
        backup('good', '2031-04-05T02:00:01.000Z'),
        backup('good', '2031-04-04T02:00:01.000Z'),
      ],
    ],
    '2031-04-07T02:00:00.000Z',
  ],
  [
    'no later for those that failed or run',
    [
      nightly,
      made,
      [
        backup('failed', '2031-04-02T02:00:01.000Z'),
        backup('running', '2031-04-03T02:00:01.000Z'),
      ],
    ],
    '2031-04-03T02:00:00.000Z',
  ],
  [
    'no earlier for good ones from before it was made',
    [nightly, made, [backup('good', '2031-03-01T02:00:01.000Z')]],
    '2031-04-03T02:00:00.000Z',
  ],
  [
    'by five fields as well',
    [{ cron: '30 * * * *', suspended: false }, made, []],
    '2031-04-01T09:30:00.000Z',
  ],
  [
    'never while it is suspended',
    [{ ...nightly, suspended: true }, made, []],
    undefined,
  ],
  [
    'never by times that are none',
    [{ cron: 'at night', suspended: false }, made, []],
    undefined,
  ],
  ['never as long as nothing is known', [nightly, undefined, []], undefined],
])('is late %s', (_, given, moment) => {
  expect(lateAt(...given)).toBe(moment);
});

it.each<
  [string, Parameters<typeof wantedSince>[0]['metadata'], string | undefined]
>([
  ['it was made', { creationTimestamp: made }, made],
  [
    'it was resumed, or is to be at other times',
    {
      creationTimestamp: made,
      managedFields: [{ time: '2031-05-01T08:00:00Z' }],
    },
    '2031-05-01T08:00:00.000Z',
  ],
  ['nobody knows when', {}, undefined],
])('wants what it wants since %s', (_, metadata, moment) => {
  expect(wantedSince({ metadata })).toBe(moment);
});
