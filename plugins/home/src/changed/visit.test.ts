import { clusterOf } from '../__testUtils__/services';
import { sightOf } from './gone';
import { allSeen, newsFrom, readVisit, visitAt } from './visit';

const at = (time: string) => `2031-04-01T${time}:00.000Z`;

describe('visitAt', () => {
  const shown = { east: [at('07:58')] };
  const sight = sightOf([], [], [clusterOf('east', 'live')]);
  const left = { 'web east/shop/Deployment/web': 'prod' };
  const leftThere = { ...sight, there: left };
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
    expect(visitAt(at('08:00'), stored, shown, sight)).toMatchObject(expected);
  });

  it.each([
    ['at first', {}, left],
    ['at first, where only times are known', { lastSeen: at('05:00') }, left],
    ['when a new one begins', { lastSeen: at('07:30'), there: {} }, {}],
    [
      'as long as it goes on',
      { lastSeen: at('07:31'), there: left, thereBefore: {} },
      {},
    ],
  ])('tells what is gone from what was there %s', (_, stored, expected) => {
    const visit = visitAt(at('08:00'), stored, shown, leftThere);
    expect(visit.thereBefore).toEqual(expected);
    expect(visit.there).toEqual(left);
    expect(allSeen(visit)).toMatchObject({
      before: at('08:00'),
      seenBefore: visit.seen,
      thereBefore: left,
    });
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
      there: { web: 'prod', orders: 7 },
      thereBefore: 'then',
    },
    {
      seen: { east: [at('07:00')] },
      seenBefore: {},
      there: { web: 'prod' },
    },
  ],
])('reads %j', (stored, expected) => {
  expect(readVisit(stored)).toEqual(expected);
});
