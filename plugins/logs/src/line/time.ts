/** Time of day in the viewer's zone, with milliseconds; empty where none is known. */
export function timeOfDay(at: string, zoneMinutes = zoneMinutesAt(at)): string {
  return isKnown(at) ? local(at, zoneMinutes).slice(11, 23) : at;
}

/**
 * The moment in the viewer's zone, and as the node said it in UTC; empty where none is
 * known. For example `2031-04-01 16:00:02.113 +08:00 · 2031-04-01T08:00:02.113456789Z`.
 */
export function inBothZones(
  at: string,
  zoneMinutes = zoneMinutesAt(at),
): string {
  if (!isKnown(at)) {
    return at;
  }
  const there = local(at, zoneMinutes).slice(0, 23).replace('T', ' ');
  return `${there} ${offsetOf(zoneMinutes)} · ${at}`;
}

function isKnown(at: string): boolean {
  return !Number.isNaN(msOf(at));
}

/** How far the viewer's zone is ahead of UTC at that moment. */
function zoneMinutesAt(at: string): number {
  return -new Date(msOf(at)).getTimezoneOffset();
}

function local(at: string, zoneMinutes: number): string {
  return new Date(msOf(at) + zoneMinutes * 60_000).toISOString();
}

/** Nanoseconds are more than dates know. */
function msOf(at: string): number {
  return Date.parse(`${at.slice(0, 23).replace(/Z$/, '')}Z`);
}

function offsetOf(zoneMinutes: number): string {
  const minutes = Math.abs(zoneMinutes);
  const two = (n: number) => String(n).padStart(2, '0');
  const sign = zoneMinutes < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
