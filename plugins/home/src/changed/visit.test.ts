import { newsFrom, readVisit, visitAt } from './visit';

const at = (time: string) => `2031-04-01T${time}:00.000Z`;

describe('visitAt', () => {
  const shown = { east: [at('07:58')] };
  it.each([
    ['the first', {}, { lastSeen: at('08:00'), seen: shown }],
    [
      'a new one after a while',
      {
        before: at('05:00'),
        seenBefore: { east: [at('04:00')] },
        lastSeen: at('07:30'),
        seen: { east: [at('07:20')] },
      },
      {
        before: at('07:30'),
        seenBefore: { east: [at('07:20')] },
        lastSeen: at('08:00'),
        seen: { east: [at('07:58'), at('07:20')] },
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
        seenBefore: { east: [at('04:00')] },
        lastSeen: at('07:31'),
        seen: { east: [at('07:20')], west: [at('07:10')] },
      },
      {
        before: at('05:00'),
        seenBefore: { east: [at('04:00')] },
        lastSeen: at('08:00'),
        seen: { east: [at('07:58'), at('07:20')], west: [at('07:10')] },
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
    {
      seen: { east: [at('07:00'), 7, 'then'], west: at('07:00') },
      seenBefore: { east: 'then' },
    },
    { seen: { east: [at('07:00')] }, seenBefore: {} },
  ],
])('reads %j', (stored, expected) => {
  expect(readVisit(stored)).toEqual(expected);
});
