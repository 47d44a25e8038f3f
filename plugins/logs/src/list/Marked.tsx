import type { ReactNode } from 'react';
import type { Matcher } from '@pilothouse/plugin-platform-react';

/** A text in which what is searched for is marked. */
export function Marked(props: {
  text: string;
  matcher?: Matcher;
  className: string;
}) {
  const { text, matcher, className } = props;
  const ranges = matcher?.ranges(text) ?? [];
  if (ranges.length === 0) {
    return <>{text}</>;
  }
  const parts: ReactNode[] = [];
  let from = 0;
  for (const [start, end] of ranges) {
    parts.push(
      text.slice(from, start),
      <mark key={start} className={className}>
        {text.slice(start, end)}
      </mark>,
    );
    from = end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
