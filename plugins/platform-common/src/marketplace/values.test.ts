import { isQuantity } from './values';

it.each<[unknown, boolean]>([
  ['500m', true],
  ['1Gi', true],
  ['0.5', true],
  ['.5G', true],
  ['1e3', true],
  ['100u', true],
  [2, true],
  ['lots<b>', false],
  ['1 Gi', false],
  ['1GB', false],
  ['1gi', false],
  ['-1Gi', false],
  [-1, false],
  ['', false],
  ['Gi', false],
  [true, false],
  [{}, false],
])('knows whether %j is an amount', (value, expected) => {
  expect(isQuantity(value)).toBe(expected);
});
