import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { signalGroup } from '../../../platform/process-table.ts';
import { readEnvironment } from '../../node-local/usage/environment.ts';
import { StepFailure } from './outcome.ts';

/** After a process ended, its pipes are read until nothing came in so many looks at them. */
const QUIET_LOOKS = 3;
const LOOK_EVERY_MS = 50;

export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Between asking and killing. */
  readonly graceMillis: number;
  /** Variable and value by which what the process starts is found again. */
  readonly cookie: readonly [name: string, value: string];
  readonly onOutput: (chunk: Uint8Array) => Promise<void>;
  /** Left out: the same as `onOutput`, in the order in which it was written. */
  readonly onError?: (chunk: Uint8Array) => Promise<void>;
}

/**
 * Runs a process as leader of a group of its own, and waits for it.
 *
 * When the signal fires the group is asked to end, then killed, together with what left
 * the group; the promise rejects with the signal's reason once all of them are gone.
 *
 * @returns its exit code, or 128 and the number of the signal that ended it
 */
export async function runProcess(request: ProcessRequest): Promise<number> {
  request.signal.throwIfAborted();
  const child = await start(request);
  const ended = ending(child);
  const pumps = [
    pump(child.stdout, request.onOutput),
    pump(child.stderr, request.onError ?? request.onOutput),
  ];
  const interrupted = abortOf(request.signal);
  const failed = Promise.all(pumps.map(each => each.done)).then(
    () => ended,
    () => undefined,
  );
  const code = await Promise.race([ended, interrupted.promise, failed]);
  interrupted.forget();
  if (code === undefined) {
    await endAll(child, ended, request);
    child.stdout?.destroy();
    child.stderr?.destroy();
    request.signal.throwIfAborted();
  }
  await drained(pumps);
  return code ?? 1;
}

async function start(request: ProcessRequest): Promise<ChildProcess> {
  const { command, args, cwd, environment, cookie } = request;
  // One pipe for both keeps their order; the shell only joins them and becomes the program.
  const [program, programArgs] = request.onError
    ? [command, args]
    : ['/bin/sh', ['-c', 'exec "$@" 2>&1', 'sh', command, ...args]];
  const child = spawn(program, [...programArgs], {
    cwd,
    env: { ...environment, [cookie[0]]: cookie[1] },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw new StepFailure(
      `${command} cannot be started in ${cwd}: ${(error as Error).message}`,
    );
  }
  yieldToOthers(child.pid);
  return child;
}

/** Builds share a machine with the servers that they, and people, ask; these go first. */
function yieldToOthers(pid: number | undefined): void {
  if (pid === undefined) return;
  const { PRIORITY_BELOW_NORMAL } = constants.priority;
  try {
    setPriority(pid, Math.max(getPriority(), PRIORITY_BELOW_NORMAL));
  } catch (error) {
    // It has ended already.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SYSTEM_ERROR')
      throw error;
  }
}

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

function ending(child: ChildProcess): Promise<number> {
  return new Promise(resolve =>
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (SIGNALS[signal ?? ''] ?? 0)),
    ),
  );
}

function abortOf(signal: AbortSignal) {
  let stop = () => {};
  const promise = new Promise<undefined>(resolve => {
    const fire = () => resolve(undefined);
    stop = () => signal.removeEventListener('abort', fire);
    signal.addEventListener('abort', fire);
  });
  return { promise, forget: () => stop() };
}

interface Pump {
  readonly done: Promise<void>;
  /** Whether something came since the last look, or is still being put away. */
  readonly isBusy: () => boolean;
}

/** Reads no faster than what is read can be put away. */
function pump(
  stream: Readable | null,
  take: (chunk: Uint8Array) => Promise<void>,
): Pump {
  let came = false;
  let taking = false;
  const read = async () => {
    if (!stream) return;
    for await (const chunk of stream) {
      came = true;
      taking = true;
      await take(chunk);
      taking = false;
    }
  };
  // A stream that was destroyed after an abort has nothing more to say.
  const done = read().catch(error => {
    if (!stream?.destroyed || !isClosed(error)) throw error;
  });
  done.catch(() => {});
  const isBusy = () => {
    const busy = came || taking;
    came = false;
    return busy;
  };
  return { done, isBusy };
}

function isClosed(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
}

/** Waits for the ends of the pipes, or until they rest: a daemon may hold them open. */
async function drained(pumps: readonly Pump[]): Promise<void> {
  let open = true;
  const all = Promise.all(pumps.map(each => each.done))
    .then(() => {})
    .finally(() => {
      open = false;
    });
  // Looks are counted, not the time: a busy event loop comes late to its pipes.
  const rest = async () => {
    for (let quiet = 0; open && quiet < QUIET_LOOKS; ) {
      await sleep(LOOK_EVERY_MS);
      const busy = pumps.map(each => each.isBusy()).includes(true);
      quiet = busy ? 0 : quiet + 1;
    }
  };
  await Promise.race([all, rest()]);
}

async function endAll(
  child: ChildProcess,
  ended: Promise<number>,
  { cookie, graceMillis }: ProcessRequest,
): Promise<void> {
  const pid = child.pid ?? 0;
  signalGroup(pid, 'SIGTERM');
  signalMarked(cookie, 'SIGTERM');
  const gone = () => !groupExists(pid) && marked(cookie).length === 0;
  const until = Date.now() + graceMillis;
  while (Date.now() < until && !gone()) await sleep(100);
  await killAll(cookie, pid);
  await ended;
}

function groupExists(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function killAll(
  cookie: ProcessRequest['cookie'],
  pid?: number,
): Promise<void> {
  // Again, because a process may have started another one meanwhile.
  for (let round = 0; round < 20; round += 1) {
    if (pid) signalGroup(pid, 'SIGKILL');
    if (signalMarked(cookie, 'SIGKILL') === 0) return;
    await sleep(25);
  }
}

/** Kills what a build has started and left running, wherever it has moved itself to. */
export async function killMarked(
  cookie: readonly [name: string, value: string],
): Promise<void> {
  await killAll(cookie);
}

/** Processes that carry the variable, in whatever group and session they are. */
function marked([name, value]: ProcessRequest['cookie']): number[] {
  return readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry))
    .map(Number)
    .filter(pid => readEnvironment(pid)[name] === value);
}

function signalMarked(
  cookie: ProcessRequest['cookie'],
  signal: NodeJS.Signals,
): number {
  const pids = marked(cookie);
  for (const pid of pids)
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  return pids.length;
}
