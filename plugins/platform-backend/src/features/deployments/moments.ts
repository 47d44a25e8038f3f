import type { Event } from 'kubernetes-types/core/v1';

type Moment = string | undefined;

/** The earliest of some moments, as far as they are known. */
export function earliest(moments: Iterable<Moment>): Moment {
  return extreme(moments, (one, other) => one < other);
}

/** The latest of some moments, as far as they are known. */
export function latest(moments: Iterable<Moment>): Moment {
  return extreme(moments, (one, other) => one > other);
}

function extreme(
  moments: Iterable<Moment>,
  wins: (one: number, other: number) => boolean,
): Moment {
  let best: Moment;
  for (const moment of moments) {
    if (!moment) continue;
    if (!best || wins(Date.parse(moment), Date.parse(best))) best = moment;
  }
  return best;
}

/** Whether one moment is not before another; a moment that is not known is. */
export function notBefore(moment: Moment, other: Moment): boolean {
  return !moment || !other || Date.parse(moment) >= Date.parse(other);
}

/** A moment some seconds later. */
export function after(moment: string, seconds: number): string {
  return new Date(Date.parse(moment) + seconds * 1000).toISOString();
}

/** When an event was last seen. */
export function lastSeen(event: Event): Moment {
  return (
    event.series?.lastObservedTime ??
    event.lastTimestamp ??
    event.eventTime ??
    event.firstTimestamp ??
    event.metadata.creationTimestamp
  );
}

/** When an event was first seen. */
export function firstSeen(event: Event): Moment {
  return (
    event.firstTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp
  );
}

/** How often an event was seen. */
export function timesSeen(event: Event): number {
  return event.series?.count ?? event.count ?? 1;
}

/** Newest first; events of one moment in the order of their names. */
export function newestFirst(events: readonly Event[]): Event[] {
  return [...events].sort(
    (one, other) =>
      Date.parse(lastSeen(other) ?? '') - Date.parse(lastSeen(one) ?? '') ||
      (one.metadata.name ?? '').localeCompare(other.metadata.name ?? ''),
  );
}
