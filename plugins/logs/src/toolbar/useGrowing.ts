import { useEffect, useRef, useState } from 'react';

/** What stood for so long is told again when it changes. */
const restMs = 1_000;

/**
 * Whether a number changes again and again, so that it is not to be read out each time: it
 * is from its first change on, until it has stood for a second or is being counted anew.
 */
export function useGrowing(count: number, counting: boolean): boolean {
  const [growing, setGrowing] = useState(false);
  const before = useRef(count);
  useEffect(() => {
    if (counting) {
      setGrowing(false);
      return undefined;
    }
    if (before.current === count) {
      return undefined;
    }
    before.current = count;
    setGrowing(true);
    const timer = setTimeout(() => setGrowing(false), restMs);
    return () => clearTimeout(timer);
  }, [count, counting]);
  return growing;
}
