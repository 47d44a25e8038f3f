import { placement, row } from '../__testUtils__/services';
import { changedSince } from './changed';
import { lookedAt, newestOf, newsFrom, readVisit, visitAt } from './visit';

const at = (time: string) => `2031-04-01T${time}:00.000Z`;
const on = (cluster: string, changedAt?: string) => {
  const prod = placement('prod', { changedAt });
  return { ...prod, ref: { ...prod.ref, cluster } };
};

describe('visitAt', () => {
  const shown = { east: at('07:58') };
  it.each([
    ['the first', {}, { lastSeen: at('08:00'), seen: shown }],
    [
      'a new one after a while',
      {
        before: at('05:00'),
        seenBefore: { east: at('04:00') },
        lastSeen: at('07:30'),
        seen: { east: at('07:20') },
      },
      {
        before: at('07:30'),
        seenBefore: { east: at('07:20') },
        lastSeen: at('08:00'),
        seen: shown,
      },
    ],
    [
      'a new one after one of which only the times are known',
      { before: at('05:00'), lastSeen: at('07:30') },
      {
        before: at('07:30'),
        seenBefore: undefined,
        lastSeen: at('08:00'),
        seen: shown,
      },
    ],
    [
      'the same shortly after',
      {
        before: at('05:00'),
        seenBefore: { east: at('04:00') },
        lastSeen: at('07:31'),
        seen: { east: at('07:20'), west: at('07:10') },
      },
      {
        before: at('05:00'),
        seenBefore: { east: at('04:00') },
        lastSeen: at('08:00'),
        seen: { east: at('07:58'), west: at('07:10') },
      },
    ],
    [
      'the first, which goes on',
      { lastSeen: at('07:50') },
      { lastSeen: at('08:00'), seen: shown },
    ],
  ])('is %s', (_, stored, expected) => {
    expect(visitAt(at('08:00'), stored, shown)).toEqual(expected);
  });
});

it('does not forget what was seen of a cluster that shows nothing newer now', () => {
  const seen = { east: at('07:00'), west: at('07:10') };
  expect(lookedAt(at('08:00'), { seen }, { east: at('06:00') })).toMatchObject({
    lastSeen: at('08:00'),
    seen,
  });
});

it('finds the newest change of each cluster, whoever has made it', () => {
  expect(
    newestOf([
      row('web', [on('east', at('07:00')), on('west', at('05:00'))]),
      // The same moment as 07:30 in UTC.
      row('orders', [on('east', '2031-04-01T15:30:00.000+08:00')]),
      row('idle', [on('north')]),
    ]),
  ).toEqual({ east: '2031-04-01T15:30:00.000+08:00', west: at('05:00') });
});

describe.each([
  ['10 min behind', -10],
  ['right', 0],
  ['10 min ahead', 10],
])('with the clock of the cluster %s', (_, minutes) => {
  /** What the cluster writes at a time of the browser. */
  const writtenAt = (time: string) =>
    new Date(Date.parse(at(time)) + minutes * 60_000).toISOString();
  const shownAt = (time: string) => [row('web', [on('east', writtenAt(time))])];
  const newsOfNextVisit = (
    left: ReturnType<typeof shownAt>,
    back: ReturnType<typeof shownAt>,
  ) => {
    const first = visitAt(at('06:00'), {}, newestOf(left));
    const stored = readVisit(
      JSON.parse(JSON.stringify(lookedAt(at('06:05'), first, newestOf(left)))),
    );
    const next = visitAt(at('08:00'), stored, newestOf(back));
    return changedSince(back, newsFrom(at('08:00'), next)).map(
      ({ service }) => service.name,
    );
  };

  it.each([
    ['a minute after the visit is news', '05:00', '06:06', ['web']],
    ['an hour after the visit is news', '05:00', '07:05', ['web']],
    ['a minute before the visit ended is none', '06:04', '06:04', []],
    ['long before the visit is none', '05:00', '05:00', []],
  ])('a change %s', (__, left, back, expected) => {
    expect(newsOfNextVisit(shownAt(left), shownAt(back))).toEqual(expected);
  });
});

it.each([
  [{ before: at('05:00') }, at('05:00')],
  [{}, '2031-03-31T08:00:00.000Z'],
])('of %j news begin at %s', (visit, expected) => {
  expect(newsFrom(at('08:00'), visit).since).toBe(expected);
});

it.each([
  [undefined, {}],
  ['yesterday', {}],
  [{ lastSeen: 'yesterday', before: 4, seen: [at('07:00')] }, {}],
  [{ lastSeen: at('07:00') }, { lastSeen: at('07:00') }],
  [
    { before: at('05:00'), lastSeen: at('07:00') },
    { before: at('05:00'), lastSeen: at('07:00') },
  ],
  [
    { seen: { east: at('07:00'), west: 7 }, seenBefore: { east: 'then' } },
    { seen: { east: at('07:00') }, seenBefore: {} },
  ],
])('reads %j', (stored, expected) => {
  expect(readVisit(stored)).toEqual(expected);
});
