import fc from 'fast-check';
import { freeRows, heldRows } from './hold';

const row = (key: string, version = 1) => ({ key, version });
const all = (...rows: ReturnType<typeof row>[]) =>
  new Map(rows.map(each => [each.key, each]));

describe('heldRows', () => {
  it.each([
    ['stay when they would move', 'ab', 'ba', 'ba', 'ab', ''],
    ['put new ones last', 'ab', 'xab', 'abx', 'abx', ''],
    ['keep those that no longer fit', 'abc', 'ac', 'abc', 'abc', 'b'],
    ['keep those that are gone', 'abc', 'ac', 'ac', 'abc', 'b'],
  ])('%s', (_, shown, wanted, known, order, leaving) => {
    const rows = heldRows(
      freeRows([...shown].map(key => row(key))),
      [...wanted].map(key => row(key, 2)),
      all(...[...known].map(key => row(key, 2))),
    );
    expect(rows.map(({ item }) => item.key).join('')).toBe(order);
    expect(
      rows
        .filter(each => each.leaving)
        .map(({ item }) => item.key)
        .join(''),
    ).toBe(leaving);
  });

  it('tell what is known now', () => {
    const [first] = heldRows(freeRows([row('a')]), [], all(row('a', 2)));
    expect(first).toEqual({ item: row('a', 2), leaving: true });
  });

  it('never move what is shown, nor lose what is wanted', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(keys, keys, (shown, wanted) => {
        const rows = heldRows(
          freeRows(shown.map(key => row(key))),
          wanted.map(key => row(key)),
          all(...wanted.map(key => row(key))),
        );
        const order = rows.map(({ item }) => item.key);
        expect(order.slice(0, shown.length)).toEqual(shown);
        expect(order).toEqual(expect.arrayContaining(wanted));
        expect(new Set(order).size).toBe(order.length);
      }),
    );
  });
});
