import fc from 'fast-check';
import { LineSearch, neighbor, Wanted } from './LineSearch';

const rowsOf = (texts: readonly string[], first = 0) =>
  texts.map((text, at) => ({ seq: first + at, text }));

describe('Wanted', () => {
  it.each<[string, string, [number, number][]]>([
    [
      'error',
      'an Error, an error',
      [
        [3, 8],
        [13, 18],
      ],
    ],
    ['Error', 'an Error, an error', [[3, 8]]],
    ['aa', 'aaa', [[0, 2]]],
    ['a.c', 'abc', []],
    [
      '税',
      '增值税：税率',
      [
        [2, 3],
        [4, 5],
      ],
    ],
  ])('finds %p in %p', (text, line, ranges) => {
    const wanted = new Wanted(text);
    expect(wanted.ranges(line)).toEqual(ranges);
    expect(wanted.test(line)).toBe(ranges.length > 0);
  });
});

describe('LineSearch', () => {
  const plain = (rows: ReturnType<typeof rowsOf>) =>
    rows.filter(({ text }) => text.includes('x')).map(({ seq }) => seq);

  it('finds what a search through all lines finds, however they came and left', () => {
    const texts = fc.array(fc.constantFrom('x', 'y', 'xx', ''));
    const change = fc.oneof(
      texts.map(lines => ({ kind: 'append' as const, lines })),
      texts.map(lines => ({ kind: 'prepend' as const, lines })),
      fc.nat(5).map(count => ({ kind: 'leave' as const, count })),
      fc.constant({ kind: 'grow' as const }),
    );
    fc.assert(
      fc.property(fc.array(change), changes => {
        const search = new LineSearch(new Wanted('x'));
        let rows = rowsOf([]);
        for (const each of changes) {
          const first = rows[0]?.seq ?? 0;
          const end = first + rows.length;
          if (each.kind === 'append')
            rows = [...rows, ...rowsOf(each.lines, end)];
          if (each.kind === 'prepend')
            rows = [...rowsOf(each.lines, first - each.lines.length), ...rows];
          if (each.kind === 'leave') rows = rows.slice(each.count);
          const last = rows.at(-1);
          if (each.kind === 'grow' && last)
            rows = [...rows.slice(0, -1), { ...last, text: `${last.text}x` }];
          expect(search.in(rows)).toEqual(plain(rows));
        }
      }),
    );
  });

  it('finds what is shown, without the commands of a terminal', () => {
    const rows = rowsOf(['\u001b[31mnot\u001b[0m ok', 'ok']);
    expect(new LineSearch(new Wanted('not ok')).in(rows)).toEqual([0]);
  });
});

describe('neighbor', () => {
  it.each<[number | undefined, 1 | -1, number]>([
    [undefined, 1, 2],
    [undefined, -1, 9],
    [2, 1, 5],
    [9, 1, 2],
    [5, -1, 2],
    [2, -1, 9],
  ])('of %p in direction %p is %p', (seq, direction, expected) => {
    expect(neighbor([2, 5, 9], seq, direction)).toBe(expected);
  });
});
