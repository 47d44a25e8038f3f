import { moveFocus } from './moveFocus';

/** Rows by what is in them; a gone one has a link that cannot have the focus. */
function rowsOf(names: readonly string[]): HTMLElement {
  document.body.innerHTML = `<ul>${names
    .map(name =>
      name.startsWith('(')
        ? `<li data-row="${name}" data-gone="true"><span>${name}</span></li>`
        : `<li data-row="${name}"><a href="#${name}">${name}</a></li>`,
    )
    .join('')}</ul>`;
  return document.querySelector('ul')!;
}

it.each<[string, string[], (1 | -1)[], string | undefined]>([
  ['from outside', ['a', 'b'], [1], 'a'],
  ['from outside, upwards', ['a', 'b'], [-1], 'a'],
  ['to the next', ['a', 'b'], [1, 1], 'b'],
  ['back', ['a', 'b'], [1, 1, -1], 'a'],
  ['no further than the last', ['a', 'b'], [1, 1, 1], 'b'],
  ['no further than the first', ['a', 'b'], [1, -1], 'a'],
  ['over what is gone', ['a', '(b)', '(c)', 'd'], [1, 1], 'd'],
  ['back over what is gone', ['a', '(b)', 'c'], [1, 1, -1], 'a'],
  ['to the first that is there', ['(a)', 'b'], [1], 'b'],
  ['nowhere where all is gone ahead', ['a', '(b)'], [1, 1], 'a'],
  ['nowhere where there is nothing', [], [1], undefined],
])('moves the focus %s', (_, names, moves, expected) => {
  const rows = rowsOf(names);
  moves.forEach(by => moveFocus(rows, by));
  const row = document.activeElement?.closest<HTMLElement>('[data-row]');
  expect(row?.dataset.row).toBe(expected);
});

it('gives the focus to a row that has no link', () => {
  document.body.innerHTML = '<ul><li data-row="a">a</li></ul>';
  moveFocus(document.querySelector('ul')!, 1);
  expect(document.activeElement).toHaveTextContent('a');
});
