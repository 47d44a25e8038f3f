import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerRun } from './directory.ts';
import {
  isCurrent,
  openLog,
  type OpenLog,
  readOn,
  seekTail,
} from './log-files.ts';
import { LogFormatter } from './log-format.ts';
import type { LogOptions } from './log-options.ts';

const POLL_MS = 200;

/** One request for a log. */
export interface LogRequest {
  readonly run: ContainerRun;
  readonly options: LogOptions;
  /** Whether that run of the container still goes on. */
  readonly isRunning: () => boolean;
  readonly signal: AbortSignal;
  /** Told when the place to begin is found: what is written from then on will be read. */
  readonly onPositioned?: () => void;
}

/**
 * The text of a container's log, as it comes. It begins in the rotated file where that
 * is needed, and when followed goes over later rotations and ends with the run.
 */
export async function* readLog(request: LogRequest): AsyncGenerator<Buffer> {
  const formatter = new LogFormatter(request.options);
  for await (const chunk of readFiles(request)) {
    const text = formatter.push(chunk);
    if (text.length > 0) yield text;
    if (formatter.full) return;
  }
}

/** The raw bytes of the log's files, in order. */
export async function* readFiles(request: LogRequest): AsyncGenerator<Buffer> {
  const { run, options } = request;
  let current = await openLog(run.logFile);
  const rotated = await openLog(`${run.logFile}.1`);
  try {
    const older = rotated?.inode === current?.inode ? undefined : rotated;
    await seek(older, current, options.tailLines);
    request.onPositioned?.();
    if (older) yield* readAll(older);
    if (current) yield* readAll(current);
    if (!options.follow) return;
    for (;;) {
      const live = await pause(request);
      if (request.signal.aborted) return;
      if (current) yield* readAll(current);
      const next = await successor(current, run.logFile);
      if (next) {
        if (current) yield* readAll(current);
        await current?.handle.close();
        current = next;
        yield* readAll(current);
      } else if (!live) return;
    }
  } finally {
    await rotated?.handle.close();
    await current?.handle.close();
  }
}

/** Waits a little; tells whether the run went on when the waiting began. */
async function pause({ isRunning, signal }: LogRequest): Promise<boolean> {
  const live = isRunning();
  await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
  return live;
}

async function successor(
  current: OpenLog | undefined,
  path: string,
): Promise<OpenLog | undefined> {
  if (current && (await isCurrent(current, path))) return undefined;
  return openLog(path);
}

async function seek(
  older: OpenLog | undefined,
  current: OpenLog | undefined,
  tailLines: number | undefined,
): Promise<void> {
  if (tailLines === undefined) return;
  const missing = current ? await seekTail(current, tailLines) : tailLines;
  if (older) await seekTail(older, missing);
}

async function* readAll(log: OpenLog): AsyncGenerator<Buffer> {
  for (;;) {
    const chunk = await readOn(log);
    if (!chunk) return;
    yield chunk;
  }
}
