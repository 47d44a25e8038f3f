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

const minuteMs = 60_000;

/**
 * The present moment for telling how long ago something was, in ms since the epoch: it moves
 * on every second while that is told in seconds, so that none seems to stand still.
 *
 * @param at - ms since the epoch
 */
export function useNowSince(at: number): number {
  const isInSeconds = useNow() - at < minuteMs;
  return useNow(isInSeconds ? 1_000 : undefined);
}
