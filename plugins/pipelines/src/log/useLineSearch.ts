import { compile, neighbor } from '@pilothouse/plugin-platform-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { LineSearch } from './LineSearch';
import type { ShownLog } from './LogText';

/**
 * Searching in the lines that are shown.
 *
 * @param goTo - brings the row at that place into sight
 */
export function useLineSearch(shown: ShownLog, goTo: (row: number) => void) {
  const [text, setText] = useState('');
  const [current, setCurrent] = useState<number>();
  // A key that is typed does not wait until all lines are looked through.
  const looked = useDeferredValue(text);
  const search = useMemo(() => {
    const compiled = compile({ text: looked, regex: false });
    return compiled.kind === 'matcher'
      ? new LineSearch(compiled.matcher)
      : undefined;
  }, [looked]);
  const matches = useMemo(() => search?.in(shown.rows) ?? [], [search, shown]);
  return {
    text,
    /** What the lines have marked. */
    wanted: search?.wanted,
    count: matches.length,
    current,
    set(next: string) {
      setText(next);
      setCurrent(undefined);
    },
    go(direction: 1 | -1) {
      const next = neighbor(matches, current, direction);
      if (next === undefined) return;
      setCurrent(next);
      goTo(next - (shown.rows[0]?.seq ?? 0));
    },
  };
}

/** A search in the lines of a log. */
export type LineSearching = ReturnType<typeof useLineSearch>;
