import { newsSince, readVisit, visitAt } from './visit';

const at = (time: string) => `2031-04-01T${time}:00.000Z`;

describe('visitAt', () => {
  it.each([
    ['the first', {}, { lastSeen: at('08:00') }],
    [
      'a new one after a while',
      { before: at('05:00'), lastSeen: at('07:30') },
      { before: at('07:30'), lastSeen: at('08:00') },
    ],
    [
      'the same shortly after',
      { before: at('05:00'), lastSeen: at('07:31') },
      { before: at('05:00'), lastSeen: at('08:00') },
    ],
    [
      'the first, which goes on',
      { lastSeen: at('07:50') },
      { before: undefined, lastSeen: at('08:00') },
    ],
  ])('is %s', (_, stored, expected) => {
    expect(visitAt(at('08:00'), stored)).toEqual(expected);
  });
});

it.each([
  [{ before: at('05:00') }, at('05:00')],
  [{}, '2031-03-31T08:00:00.000Z'],
])('of %j news begin at %s', (visit, expected) => {
  expect(newsSince(at('08:00'), visit)).toBe(expected);
});

it.each([
  [undefined, {}],
  ['yesterday', {}],
  [{ lastSeen: 'yesterday', before: 4 }, {}],
  [{ lastSeen: at('07:00') }, { lastSeen: at('07:00') }],
])('reads %j', (stored, expected) => {
  expect(readVisit(stored)).toEqual(expected);
});
