import fc from 'fast-check';
import { compile } from '@pilothouse/plugin-platform-react';
import { LineSearch } from './LineSearch';

const rowsOf = (texts: readonly string[], first = 0) =>
  texts.map((text, at) => ({ seq: first + at, text }));

function searchFor(text: string): LineSearch {
  const compiled = compile({ text, regex: false });
  if (compiled.kind !== 'matcher') throw new Error(compiled.kind);
  return new LineSearch(compiled.matcher);
}

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
        const search = searchFor('x');
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
    expect(searchFor('not ok').in(rows)).toEqual([0]);
  });
});
