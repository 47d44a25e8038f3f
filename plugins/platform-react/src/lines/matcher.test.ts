import { compile, neighbor } from './matcher';

function found(search: string, line: string, regex = false) {
  const compiled = compile({ text: search, regex });
  return compiled.kind === 'matcher'
    ? compiled.matcher.ranges(line).map(([a, b]) => line.slice(a, b))
    : compiled.kind;
}

describe('compile', () => {
  it.each([
    ['', 'anything', false, 'none'],
    ['error', 'Error and ERROR', false, ['Error', 'ERROR']],
    ['Error', 'Error and ERROR', false, ['Error']],
    ['stanbul', 'İstanbul', false, ['stanbul']],
    ['税', '增值税：税率', false, ['税', '税']],
    ['a.c', 'abc a.c', false, ['a.c']],
    ['a.c', 'abc a.c', true, ['abc', 'a.c']],
    ['\\d+', 'took 12 of 345', true, ['12', '345']],
    ['x*', 'yy', true, []],
    ['(', 'a (', false, ['(']],
    ['(', 'a (', true, 'invalid'],
    ['超时', '请求超时', false, ['超时']],
  ])('%s in %s (regular expression: %s)', (search, line, regex, expected) => {
    expect(found(search, line, regex)).toEqual(expected);
  });

  it.each([
    ['after (', 'Unterminated group'],
    ['[z-a]', 'Range out of order in character class'],
    ['/a: b/g: (', 'Unterminated group'],
  ])('says of %s only what is wrong with it', (text, because) => {
    expect(compile({ text, regex: true })).toEqual({
      kind: 'invalid',
      because,
    });
  });

  it('tests each line on its own', () => {
    const compiled = compile({ text: 'a', regex: false });
    const results =
      compiled.kind === 'matcher' &&
      ['a', 'a', 'b', 'a'].map(line => compiled.matcher.test(line));
    expect(results).toEqual([true, true, false, true]);
    const ranges = compiled.kind === 'matcher' && compiled.matcher.ranges('xa');
    expect(ranges).toEqual([[1, 2]]);
  });
});

describe('neighbor', () => {
  it.each([
    [undefined, 1, 2],
    [undefined, -1, 9],
    [2, 1, 5],
    [9, 1, 2],
    [2, -1, 9],
    [6, -1, 5],
  ] as const)('from %s by %d: %d', (from, direction, to) => {
    expect(neighbor([2, 5, 9], from, direction)).toBe(to);
  });

  it('is nowhere without matches', () => {
    expect(neighbor([], 3, 1)).toBeUndefined();
  });
});
