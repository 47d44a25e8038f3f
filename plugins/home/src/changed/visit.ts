import type { ServiceRow } from '@pilothouse/plugin-platform-common';

/**
 * By cluster, the newest change that was there to be seen. Clusters date changes by clocks
 * of their own, so what came later is told by these alone.
 */
export type Seen = { readonly [cluster: string]: string };

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
};

/** From when on changes of a cluster are news. */
export type NewsFrom = Pick<Visit, 'seenBefore'> & {
  /** For a cluster of which it is not known what was seen, by the clock of the browser. */
  readonly since: string;
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
    seenBefore: seenIn('seenBefore' in stored && stored.seenBefore),
    lastSeen: momentIn('lastSeen' in stored && stored.lastSeen),
    seen: seenIn('seen' in stored && stored.seen),
  };
}

/** The visit that goes on, or a new one when nobody has looked for half an hour. */
export function visitAt(now: string, visit: Visit, shown: Seen): Visit {
  const { lastSeen } = visit;
  if (lastSeen === undefined) {
    return { lastSeen: now, seen: shown };
  }
  const isSame = Date.parse(now) - Date.parse(lastSeen) < sameVisitMs;
  const begun = isSame
    ? visit
    : { ...visit, before: lastSeen, seenBefore: visit.seen };
  return lookedAt(now, begun, shown);
}

/** The visit after one has looked at what is shown. */
export function lookedAt(now: string, visit: Visit, shown: Seen): Visit {
  return { ...visit, lastSeen: now, seen: newer(visit.seen ?? {}, shown) };
}

/** From when on changes are news: after the visit before, at the first one for a day. */
export function newsFrom(now: string, visit: Visit): NewsFrom {
  const { before, seenBefore } = visit;
  const since = before ?? new Date(Date.parse(now) - dayMs).toISOString();
  return { since, seenBefore };
}

/** The newest change of each cluster among all services that a person may see. */
export function newestOf(services: Iterable<ServiceRow>): Seen {
  const newest = new Map<string, string>();
  for (const { placements } of services) {
    for (const { ref, changedAt } of Object.values(placements)) {
      const known = newest.get(ref.cluster);
      if (changedAt && (!known || isAfter(changedAt, known))) {
        newest.set(ref.cluster, changedAt);
      }
    }
  }
  return Object.fromEntries(newest);
}

/** Whether a moment is after another. */
export function isAfter(one: string, other: string): boolean {
  return Date.parse(one) > Date.parse(other);
}

/** What is not shown now, as its cluster is silent, has been seen all the same. */
function newer(seen: Seen, shown: Seen): Seen {
  const later = Object.entries(shown).filter(
    ([cluster, at]) =>
      !Object.hasOwn(seen, cluster) || isAfter(at, seen[cluster]),
  );
  return { ...seen, ...Object.fromEntries(later) };
}

function seenIn(value: unknown): Seen | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([cluster, at]) => {
      const moment = momentIn(at);
      return moment === undefined ? [] : [[cluster, moment]];
    }),
  );
}

function momentIn(value: unknown): string | undefined {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}
