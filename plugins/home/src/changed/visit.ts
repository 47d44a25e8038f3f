/** A person's visits of the home page; moments in ISO 8601. */
export type Visit = {
  /** When the visit before this one ended; missing at the first. */
  readonly before?: string;
  /** When the page was last looked at. */
  readonly lastSeen?: string;
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
    lastSeen: momentIn('lastSeen' in stored && stored.lastSeen),
  };
}

/** The visit that goes on, or a new one when nobody has looked for half an hour. */
export function visitAt(now: string, { before, lastSeen }: Visit): Visit {
  if (lastSeen === undefined) {
    return { lastSeen: now };
  }
  const isSame = Date.parse(now) - Date.parse(lastSeen) < sameVisitMs;
  return { before: isSame ? before : lastSeen, lastSeen: now };
}

/** Since when changes are news: since the visit before, at the first one for a day. */
export function newsSince(now: string, { before }: Visit): string {
  return before ?? new Date(Date.parse(now) - dayMs).toISOString();
}

function momentIn(value: unknown): string | undefined {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}
