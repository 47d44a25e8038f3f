import fc from 'fast-check';
import { freeRows, heldRows } from './held';

const row = (key: string, version = 1) => ({ key, version });
const keyOf = (each: { key: string }) => each.key;
const rows = (keys: Iterable<string>, version?: number) =>
  [...keys].map(key => row(key, version));

describe('heldRows', () => {
  it.each([
    ['nothing changes', 'ab', 'ab', 'a b'],
    ['one comes first', 'ab', 'xab', 'a b x'],
    ['one goes', 'ab', 'b', '(a) b'],
    ['the order turns', 'ab', 'ba', 'a b'],
    ['all is new', 'a', 'b', '(a) b'],
  ])('move no row when %s', (_, shown, wanted, expected) => {
    const held = heldRows(freeRows(rows(shown), keyOf), rows(wanted, 2), keyOf);
    const told = held.map(({ key, gone }) => (gone ? `(${key})` : key));
    expect(told.join(' ')).toBe(expected);
  });

  it.each([
    ['is known no more', undefined, 1],
    ['is known still', row('a', 2), 2],
  ])('show the last of a row that has gone and %s', (_, known, version) => {
    const shown = freeRows(rows('a'), keyOf);
    expect(heldRows(shown, [], keyOf, () => known)).toEqual([
      { key: 'a', row: row('a', version), gone: true },
    ]);
  });

  it('let a row that comes back be itself again', () => {
    const without = heldRows(freeRows(rows('ab'), keyOf), rows('b'), keyOf);
    expect(heldRows(without, rows('ba'), keyOf)).toEqual(
      freeRows(rows('ab'), keyOf),
    );
  });

  it('never move what is shown, nor lose what is wanted', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefgh'));
    fc.assert(
      fc.property(keys, keys, (shown, wanted) => {
        const held = heldRows(
          freeRows(rows(shown), keyOf),
          rows(wanted),
          keyOf,
        );
        const order = held.map(({ key }) => key);
        expect(order.slice(0, shown.length)).toEqual(shown);
        expect(order).toEqual(expect.arrayContaining(wanted));
        expect(new Set(order).size).toBe(order.length);
      }),
    );
  });
});
