import { tellingLines } from './telling';

const frames = (count: number) =>
  Array.from({ length: count }, (_, index) => `    at load${index} (app.js)`);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${index}`);

it.each<[string, string[], string, number, string | undefined]>([
  ['nothing', [], '', 0, undefined],
  ['few lines', ['a', 'b'], 'a', 2, undefined],
  ['many that say nothing', many(40), 'line 30', 10, undefined],
  [
    'an error before requests without one',
    ['Error: no database', '{"path":"/","error":null}', 'errors=0'],
    'Error: no database',
    3,
    'Error: no database',
  ],
  [
    'an error above a stack that is long',
    [
      ...many(20),
      'app.js:5',
      "  throw new Error('no database')",
      '  ^',
      'Error: no database',
      ...frames(12),
      '    at emitError (node:events)',
      '',
      'Node.js v22.0.0',
    ],
    'app.js:5',
    19,
    'Error: no database',
  ],
  [
    'an error at the end',
    [...many(20), 'Traceback (most recent call last):', 'KeyError: x'],
    'line 12',
    10,
    'KeyError: x',
  ],
  [
    'a panic as its first line',
    ['panic: no such key', ...many(30)],
    'panic: no such key',
    31,
    'panic: no such key',
  ],
])('of a run that wrote %s', (_, all, first, count, telling) => {
  const { lines, index } = tellingLines(all);
  expect(lines).toEqual(all.slice(all.length - count));
  expect(lines[0] ?? '').toBe(first);
  expect(index === undefined ? undefined : lines[index]).toBe(telling);
});
