import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { useEffect, useRef, useState } from 'react';
import { changedParts, saidBy, type Said } from '../rows/changes';

/** How long a change glows. */
export const glowMs = 2_000;

/** Which parts of rows have just changed, with a number that is another at each change. */
export type Glow = ReadonlyMap<string, number>;

const dark: Glow = new Map();

/** Tells what has changed for a moment; what is there from the start does not glow. */
export function useGlow(views: readonly ServiceView[]): Glow {
  const before = useRef<Said>();
  const count = useRef(0);
  const [glow, setGlow] = useState(dark);

  useEffect(() => {
    const said = saidBy(views);
    const changed = before.current ? changedParts(before.current, said) : [];
    before.current = said;
    if (changed.length === 0) {
      return;
    }
    count.current += 1;
    const turn = count.current;
    setGlow(
      glowing => new Map([...glowing, ...changed.map(p => [p, turn] as const)]),
    );
    setTimeout(
      () =>
        setGlow(
          glowing => new Map([...glowing].filter(([, since]) => since > turn)),
        ),
      glowMs,
    );
  }, [views]);
  return glow;
}
