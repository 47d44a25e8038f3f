import { quantityOf, thousandths } from './quantity';

it.each([
  ['250m', 250],
  ['0.1', 100],
  ['2', 2000],
  ['1k', 1_000_000],
  ['64Mi', 64 * 2 ** 20 * 1000],
  ['1e3', 1_000_000],
  [2, 2000],
  ['0.1m', 1],
  ['5Qi', undefined],
  ['', undefined],
  ['much', undefined],
  [undefined, undefined],
])('%s is %s thousandths', (quantity, expected) => {
  expect(thousandths(quantity)).toBe(expected);
});

it.each([
  [1500, false, '1500m'],
  [2000, false, '2'],
  [0, true, '0'],
  [192 * 2 ** 20 * 1000, true, '192Mi'],
  [2 ** 30 * 1000, true, '1Gi'],
  [1000 * 1000, true, '1000'],
])('writes %s thousandths, memory: %s, as %s', (amount, memory, expected) => {
  expect(quantityOf(amount, memory)).toBe(expected);
});
