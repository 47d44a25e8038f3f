import { endingOf } from './ending';

const now = new Date('2031-04-01T08:00:00Z');
const at = (expiresAt: string) => ({
  ...{ cluster: 'east', namespace: 'shop-dev' },
  expiresAt,
});

it.each([
  ['a year', '2032-04-01T08:00:00.000Z', 'neither'],
  ['fifteen days', '2031-04-16T08:00:00.000Z', 'neither'],
  ['two weeks', '2031-04-15T08:00:00.000Z', 'soon'],
  ['a minute', '2031-04-01T08:01:00.000Z', 'soon'],
  ['nothing', '2031-04-01T08:00:00.000Z', 'ended'],
])('sorts a right that lasts for %s', (_, expiresAt, expected) => {
  const right = at(expiresAt);
  const { ended, soon } = endingOf([right], now);
  const neither = ended.length + soon.length === 0;
  expect({ ended, soon, neither }).toEqual({
    ended: expected === 'ended' ? [right] : [],
    soon: expected === 'soon' ? [right] : [],
    neither: expected === 'neither',
  });
});
