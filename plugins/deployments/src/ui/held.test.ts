import { freshRows, heldRows } from './held';

const itself = (row: string) => row;

it.each<[string, string[], string[], string[]]>([
  ['nothing changes', ['a', 'b'], ['a', 'b'], ['a', 'b']],
  ['one comes first', ['a', 'b'], ['x', 'a', 'b'], ['a', 'b', 'x']],
  ['one goes', ['a', 'b'], ['b'], ['(a)', 'b']],
  ['the order turns', ['a', 'b'], ['b', 'a'], ['a', 'b']],
  ['all is new', ['a'], ['b'], ['(a)', 'b']],
])('moves no row when %s', (_, shown, rows, expected) => {
  const held = heldRows(freshRows(shown, itself), rows, itself);
  expect(held.map(({ key, gone }) => (gone ? `(${key})` : key))).toEqual(
    expected,
  );
});

it('lets a row that comes back be itself again', () => {
  const without = heldRows(freshRows(['a', 'b'], itself), ['b'], itself);
  expect(heldRows(without, ['b', 'a'], itself)).toEqual(
    freshRows(['a', 'b'], itself),
  );
});
