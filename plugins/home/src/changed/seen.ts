import type { ServiceRow } from '@pilothouse/plugin-platform-common';
import { entriesOf } from '../stored/entriesOf';

/**
 * By cluster, the times of the changes that were there to be seen, the newest first. A
 * cluster dates changes by a clock of its own, which may be off and may be set back; so a
 * change is known by its time, and a later time alone does not make it news.
 */
export type Seen = { readonly [cluster: string]: string[] };

/** From when on changes of a cluster are news. */
export interface NewsFrom {
  readonly seenBefore?: Seen;
  /** For a cluster of which it is not known what was seen, by the clock of the browser. */
  readonly since: string;
}

/** So many are remembered of a cluster; what is older than all these counts as seen. */
export const mostRemembered = 100;

/** So many are remembered of all clusters, as a visit holds this twice, too. */
const mostOfAll = 600;

/** A clock that is set back by no more than that hides nothing. */
const setBackMs = 24 * 3_600_000;

/** The changes of all services that a person may see. */
export function shownOf(services: Iterable<ServiceRow>): Seen {
  const shown = new Map<string, string[]>();
  for (const { placements } of services) {
    for (const { ref, changedAt } of Object.values(placements)) {
      if (changedAt) {
        const times = shown.get(ref.cluster) ?? [];
        times.push(changedAt);
        shown.set(ref.cluster, times);
      }
    }
  }
  return Object.fromEntries(
    [...shown].map(([cluster, times]) => [cluster, newestOf(times)]),
  );
}

/** What is not shown now, as its cluster is silent, has been seen all the same. */
export function seenWith(seen: Seen, shown: Seen): Seen {
  const before = new Map(Object.entries(seen));
  const now = Object.entries(shown).map(
    ([cluster, times]) =>
      [cluster, newestOf([...(before.get(cluster) ?? []), ...times])] as const,
  );
  return bounded({ ...seen, ...Object.fromEntries(now) });
}

/** Tells whether a change of a cluster is news. */
export function newsTest({
  since,
  seenBefore = {},
}: NewsFrom): (cluster: string, at: string) => boolean {
  const most = mostOf(seenBefore);
  const byCluster = new Map(
    Object.entries(seenBefore)
      .filter(([, times]) => times.length > 0)
      .map(([cluster, times]) => [cluster, unseenTest(times, since, most)]),
  );
  return (cluster, at) =>
    byCluster.get(cluster)?.(at) ?? Date.parse(at) > Date.parse(since);
}

/** Reads what was stored; what is not understood counts as not seen. */
export function readSeen(value: unknown): Seen | undefined {
  const entries = entriesOf(value)?.flatMap(([cluster, times]) =>
    Array.isArray(times) ? [[cluster, times.filter(isMoment)] as const] : [],
  );
  return entries && bounded(Object.fromEntries(entries));
}

/** Whether something is a moment in ISO 8601. */
export function isMoment(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

/** How many are remembered of each of these clusters. */
function mostOf(seen: Seen): number {
  const each = Math.floor(mostOfAll / Object.keys(seen).length);
  return Math.max(1, Math.min(mostRemembered, each));
}

function bounded(seen: Seen): Seen {
  const most = mostOf(seen);
  return Object.fromEntries(
    Object.entries(seen).map(([cluster, times]) => [
      cluster,
      newestOf(times, most),
    ]),
  );
}

function unseenTest(times: readonly string[], since: string, most: number) {
  const moments = times.map(time => Date.parse(time));
  const seen = new Set(moments);
  const oldest = times.length < most ? 0 : Math.min(...moments);
  const latest = Math.min(Math.max(...moments), Date.parse(since));
  const floor = Math.max(oldest, latest - setBackMs);
  return (at: string) => {
    const moment = Date.parse(at);
    return moment > floor && !seen.has(moment);
  };
}

function newestOf(
  times: readonly string[],
  most: number = mostRemembered,
): string[] {
  const moments = new Map(times.map(time => [Date.parse(time), time]));
  return [...moments]
    .sort(([one], [other]) => other - one)
    .slice(0, most)
    .map(([, time]) => time);
}
