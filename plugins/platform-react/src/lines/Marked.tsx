import type { ReactNode } from 'react';
import type { Matcher } from './matcher';

/** A line in which what is searched for is marked. */
export function Marked(props: {
  text: string;
  matcher?: Matcher;
  /** Of each mark. */
  className?: string;
}) {
  const { text, matcher, className } = props;
  const parts: ReactNode[] = [];
  let from = 0;
  for (const [start, end] of matcher?.ranges(text) ?? []) {
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
