import { amountText, hasRoom, sharesOf } from './amount';

it.each([
  ['requests.cpu', 7500, '7.5'],
  ['pods', 3000, '3'],
  ['requests.memory', 64 * 2 ** 20 * 1000, '64 Mi'],
  ['limits.memory', 1.5 * 2 ** 30 * 1000, '1.5 Gi'],
  ['requests.storage', 512_000, '512'],
  ['memory', 0, '0'],
])('of %s, %d thousandths are %s', (resource, amount, text) => {
  expect(amountText(resource, amount, String)).toBe(text);
});

it.each([
  [{ most: 10, used: 7, wanted: 1 }, { used: 70, wanted: 10 }, true],
  [{ most: 10, used: 9, wanted: 1 }, { used: 90, wanted: 10 }, true],
  [{ most: 10, used: 9, wanted: 5 }, { used: 90, wanted: 10 }, false],
  [{ most: 10, used: 12, wanted: 1 }, { used: 100, wanted: 0 }, false],
  [{ most: 0, used: 0, wanted: 1 }, { used: 100, wanted: 0 }, false],
  [{ most: 10, used: 2 }, { used: 20, wanted: 0 }, false],
])('%j takes %j; has room: %j', (amount, shares, room) => {
  expect(sharesOf(amount)).toEqual(shares);
  expect(hasRoom(amount)).toBe(room);
});
