import type { BuildCause, ParameterValues } from '../model.ts';

/** A build that waits to begin. */
export interface QueueItem {
  readonly id: number;
  readonly jobFullName: string;
  readonly causes: readonly BuildCause[];
  readonly parameters: ParameterValues;
  readonly inQueueSince: number;
  /** When the quiet period ends. */
  readonly readyAt: number;
}

/** What the scheduler must know of a waiting item's job. */
export interface JobLoad {
  readonly disabled: boolean;
  /** Whether a build must wait for the one before. */
  readonly oneAtATime: boolean;
  /** Numbers of the builds that run. */
  readonly running: readonly number[];
  readonly displayName: string;
}

/** Why an item waits, as Jenkins says it. */
export type Waiting =
  | {
      readonly kind: 'quiet';
      readonly why: string;
      readonly untilMillis: number;
    }
  | { readonly kind: 'blocked' | 'buildable'; readonly why: string };

export type Decision =
  | { readonly kind: 'begin' }
  | { readonly kind: 'drop' }
  | Waiting;

/**
 * Decides for every waiting item, the oldest first. Each waits until an executor is free,
 * though a pipeline takes one only where it says `agent`: what waits in the queue outlives a
 * restart of the server, and a build that has begun does not.
 *
 * @param loads - by full name; a job that is missing is gone
 * @param executors - how many are free
 */
export function decideQueue(
  items: readonly QueueItem[],
  loads: ReadonlyMap<string, JobLoad>,
  executors: number,
  now: number,
): Map<number, Decision> {
  const decisions = new Map<number, Decision>();
  const begun = new Set<string>();
  let free = executors;
  for (const item of items) {
    const load = loads.get(item.jobFullName);
    const decision = decideItem(item, load, begun, free, now);
    decisions.set(item.id, decision);
    if (decision.kind !== 'begin') continue;
    begun.add(item.jobFullName);
    free -= 1;
  }
  return decisions;
}

function decideItem(
  item: QueueItem,
  load: JobLoad | undefined,
  begun: ReadonlySet<string>,
  free: number,
  now: number,
): Decision {
  if (!load || load.disabled) return { kind: 'drop' };
  if (item.readyAt > now) {
    const seconds = ((item.readyAt - now) / 1000).toFixed(1);
    return {
      kind: 'quiet',
      why: `In the quiet period. Expires in ${seconds} sec`,
      untilMillis: item.readyAt,
    };
  }
  const before = load.running.at(-1);
  if (load.oneAtATime && (before !== undefined || begun.has(item.jobFullName)))
    return {
      kind: 'blocked',
      why:
        before === undefined
          ? `Another build of ${load.displayName} is about to begin`
          : `Build #${before} is already in progress (ETA: N/A)`,
    };
  if (free <= 0)
    return { kind: 'buildable', why: 'Waiting for next available executor' };
  return { kind: 'begin' };
}

/** Numbers of the builds that a job's discarder no longer keeps. */
export function discardable(
  builds: readonly {
    readonly number: number;
    readonly running: boolean;
    readonly keepForever: boolean;
    readonly startTimeMillis: number;
    readonly successful: boolean;
  }[],
  limits: { readonly numToKeep?: number; readonly daysToKeep?: number },
  now: number,
): number[] {
  const newestFirst = [...builds].sort((a, b) => b.number - a.number);
  // Jenkins never discards the last successful build: people deploy from it.
  const lastGood = newestFirst.find(({ successful }) => successful)?.number;
  const oldest = now - (limits.daysToKeep ?? Infinity) * 24 * 60 * 60 * 1000;
  return newestFirst
    .filter(
      (build, index) =>
        index >= (limits.numToKeep ?? Infinity) ||
        build.startTimeMillis < oldest,
    )
    .filter(
      build =>
        !build.running && !build.keepForever && build.number !== lastGood,
    )
    .map(({ number }) => number);
}
