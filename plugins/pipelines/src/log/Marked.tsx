import type { Matcher } from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';

/** A line in which what is searched for is marked. */
export function Marked(props: { text: string; wanted?: Matcher }) {
  const { text, wanted } = props;
  const parts: ReactNode[] = [];
  let from = 0;
  for (const [start, end] of wanted?.ranges(text) ?? []) {
    parts.push(
      text.slice(from, start),
      <mark key={start}>{text.slice(start, end)}</mark>,
    );
    from = end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
