import { placement, row } from '../__testUtils__/services';
import { changedSince } from './changed';
import type { Seen } from './seen';

const at = (time: string) => `2031-04-01T${time}:00.000Z`;

it('names what has changed after the moment, the newest first', () => {
  const mine = [
    row('web', [
      placement('dev', { changedAt: at('07:00') }),
      placement('prod', { changedAt: at('05:00') }),
    ]),
    // The same moment as 07:30 in UTC.
    row('orders', [
      placement('dev', { changedAt: '2031-04-01T15:30:00.000+08:00' }),
      placement('prod'),
    ]),
  ];
  expect(
    changedSince(mine, { since: at('06:00') }).map(({ key, service }) => [
      key,
      service.name,
    ]),
  ).toEqual([
    ['component:default/orders orders-0', 'orders'],
    ['component:default/web web-0', 'web'],
  ]);
  expect(changedSince(mine, { since: at('08:00') })).toEqual([]);
});

it.each<[string, Seen, string[]]>([
  ['nothing was seen there', {}, []],
  ['what is there was seen', { east: [at('07:00')] }, []],
  ['something older was seen there', { east: [at('06:59')] }, ['web']],
  ['something newer was seen there', { east: [at('07:01')] }, ['web']],
  ['only another cluster was seen', { west: [at('06:00')] }, []],
])(
  'asks the cluster what was not seen of it, where %s',
  (_, seenBefore, expected) => {
    const mine = [row('web', [placement('dev', { changedAt: at('07:00') })])];
    const changes = changedSince(mine, { since: at('08:00'), seenBefore });
    expect(changes.map(({ service }) => service.name)).toEqual(expected);
  },
);

it('tells apart services that claim the same workload', () => {
  const same = {
    placements: { 'east/web': placement('dev', { changedAt: at('07:00') }) },
  };
  const keys = changedSince([row('web', [], same), row('web-next', [], same)], {
    since: at('06:00'),
  }).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});
