import type { LogMark } from '@pilothouse/plugin-platform-common';
import type { Run, Runs } from './runs';

/** Which run of a container is to be read next, and what is known of what came before. */
export interface Read {
  readonly run: Run;
  /** Whether the API server calls it the previous one. */
  readonly previous: boolean;
  /** Whether all before it has been told. */
  readonly complete: boolean;
  /** Whether it is told already that something may be missing before it. */
  readonly announced: boolean;
  /** Why the last line that was told is missing, if it is. */
  readonly lost: 'restarted' | 'rotated';
}

/** How far a follower has got. */
export interface Progress {
  readonly mark?: LogMark;
  /** The run that was opened last. */
  readonly opened?: string;
  /** The latest run of which all was told. */
  readonly completed?: string;
  /** The latest run whose log, or the rest of it, is not there any more. */
  readonly dropped?: string;
  readonly previousOnly: boolean;
}

/** Decides what is to be read next. */
export function nextRead(
  runs: Runs,
  progress: Progress,
): Read | 'wait' | 'finished' {
  const { latest, previous } = runs;
  const isDone = ({ id }: Run) =>
    id === progress.completed || id === progress.dropped;
  if (progress.previousOnly) {
    const ended = latest?.ended ? latest : undefined;
    const run = previous ?? ended;
    return run && !isDone(run)
      ? readOf(run, run === previous, progress, runs)
      : 'finished';
  }
  if (previous && !isDone(previous) && isMissing(previous, progress)) {
    return readOf(previous, true, progress, runs);
  }
  return latest && !isDone(latest)
    ? readOf(latest, false, progress, runs)
    : 'wait';
}

/** Whether the run before the latest one may have lines that were not told. */
function isMissing({ ended }: Run, { mark, opened }: Progress): boolean {
  // The node tells the end of a run in whole seconds.
  return mark && ended?.at
    ? Date.parse(ended.at) + 1_000 > msOf(mark)
    : opened !== undefined;
}

function readOf(
  run: Run,
  previous: boolean,
  { mark, opened, completed }: Progress,
  runs: Runs,
): Read {
  const isNew =
    opened !== run.id &&
    mark !== undefined &&
    run.startedAt !== undefined &&
    Date.parse(run.startedAt) + 1_000 > msOf(mark);
  return {
    run,
    previous,
    complete:
      !previous && completed !== undefined && runs.previous?.id === completed,
    announced: opened !== undefined && opened !== run.id,
    lost: isNew ? 'restarted' : 'rotated',
  };
}

function msOf({ at }: LogMark): number {
  return Date.parse(`${at.slice(0, 23)}Z`);
}
