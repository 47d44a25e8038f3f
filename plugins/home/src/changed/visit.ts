import { readThere, thereWith, type Sight, type There } from './gone';
import { isMoment, readSeen, seenWith, type NewsFrom, type Seen } from './seen';

/** A person's visits of the home page; moments in ISO 8601, by the clock of the browser. */
export type Visit = {
  /** When the visit before this one ended; missing at the first. */
  readonly before?: string;
  /** What was to be seen when the visit before this one ended. */
  readonly seenBefore?: Seen;
  /** When the page was last looked at. */
  readonly lastSeen?: string;
  /** What was to be seen then. */
  readonly seen?: Seen;
  /** What was there when the visit before this one ended, or else at first. */
  readonly thereBefore?: There;
  /** What was there when the page was last looked at. */
  readonly there?: There;
};

const sameVisitMs = 30 * 60_000;
const dayMs = 24 * 3_600_000;

/** Reads what was stored; what is not understood counts as never having been here. */
export function readVisit(stored: unknown): Visit {
  if (typeof stored !== 'object' || stored === null) {
    return {};
  }
  return {
    before: momentIn('before' in stored && stored.before),
    seenBefore: readSeen('seenBefore' in stored && stored.seenBefore),
    lastSeen: momentIn('lastSeen' in stored && stored.lastSeen),
    seen: readSeen('seen' in stored && stored.seen),
    thereBefore: readThere('thereBefore' in stored && stored.thereBefore),
    there: readThere('there' in stored && stored.there),
  };
}

/** The visit that goes on, or a new one when nobody has looked for half an hour. */
export function visitAt(
  now: string,
  visit: Visit,
  shown: Seen,
  sight: Sight,
): Visit {
  const { lastSeen } = visit;
  if (lastSeen === undefined) {
    return lookedAt(now, {}, shown, sight);
  }
  const isSame = Date.parse(now) - Date.parse(lastSeen) < sameVisitMs;
  const begun = isSame ? visit : allSeen(visit);
  return lookedAt(now, begun, shown, sight);
}

/** The visit after one has looked at what is shown. */
export function lookedAt(
  now: string,
  visit: Visit,
  shown: Seen,
  sight: Sight,
): Visit {
  const there = thereWith(visit.there ?? {}, sight);
  return {
    ...visit,
    lastSeen: now,
    seen: seenWith(visit.seen ?? {}, shown),
    thereBefore: visit.thereBefore ?? there,
    there,
  };
}

/** The visit as if another began: all that was looked at is no news any more. */
export function allSeen(visit: Visit): Visit {
  const { lastSeen, seen, there } = visit;
  return { ...visit, before: lastSeen, seenBefore: seen, thereBefore: there };
}

/** From when on changes are news: after the visit before, at the first one for a day. */
export function newsFrom(now: string, visit: Visit): NewsFrom {
  const { before, seenBefore } = visit;
  const since = before ?? new Date(Date.parse(now) - dayMs).toISOString();
  return { since, seenBefore };
}

function momentIn(value: unknown): string | undefined {
  return isMoment(value) ? value : undefined;
}
