import { useEffect, useState } from 'react';
import { clockOf } from './clock';

/**
 * The present moment in ms since the epoch, moving on every `everyMs`: the same for all
 * that look at once, so that what was first never seems to be the later.
 */
export function useNow(everyMs: number = 10_000): number {
  const clock = clockOf(everyMs);
  const [now, setNow] = useState(() => clock.read());
  useEffect(() => clock.follow(setNow), [clock]);
  return now;
}
