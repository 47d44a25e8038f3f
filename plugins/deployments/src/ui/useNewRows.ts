import { useRef } from 'react';

/** As long as a new row glows, and a little more. */
const newMs = 2_000;

/**
 * Tells rows that have just come to be from those that are only drawn anew, as when one
 * scrolls to them. The first ones are none of the new.
 */
export function useNewRows(keys: readonly string[]): (key: string) => boolean {
  const came = useRef<Map<string, number>>();
  const before = came.current;
  const now = Date.now();
  came.current = new Map(
    keys.map(key => [key, before ? before.get(key) ?? now : 0]),
  );
  const known = came.current;
  return key => now - (known.get(key) ?? 0) < newMs;
}
