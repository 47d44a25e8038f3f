import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import {
  type Channels,
  STDERR,
  STDOUT,
  type TerminalSize,
} from './channels.ts';
import {
  execInvocation,
  type Invocation,
  type StreamOptions,
} from './command.ts';
import type { ContainerView } from './directory.ts';
import { signalGroup } from '../../../platform/process-table.ts';
import { exitStatus, failureStatus, type Status } from './status.ts';

const KILL_AFTER_MS = 5000;
const SIZE_FD = 3;

/** One command to be run in a container. */
export interface ExecRequest {
  readonly container: ContainerView;
  readonly command: readonly string[];
  readonly streams: StreamOptions;
  /** Fires when the container's run ends, which ends the command too. */
  readonly runEnded: AbortSignal;
}

/**
 * Runs a command in a container and carries its streams until it ends. When the other
 * side goes away first, the command is ended, so that nothing stays behind.
 */
export async function runExec(
  channels: Channels,
  request: ExecRequest,
): Promise<void> {
  const { container, command, streams } = request;
  await channels.announce(streams);
  const invocation = execInvocation(container, command, streams.tty);
  const child = start(invocation, container, streams);
  const ended = outcome(child, invocation);
  const finished = new AbortController();
  const stop = () => endGroup(child, finished.signal);
  const signals = [channels.gone, request.runEnded];
  for (const signal of signals)
    signal.addEventListener('abort', stop, { once: true });
  if (signals.some(signal => signal.aborted)) stop();
  channels.listen(child.stdin ?? undefined, resizer(child));
  const { stdout, stderr } = child;
  await Promise.all([
    stdout && channels.pump(STDOUT, stdout).catch(() => undefined),
    stderr && channels.pump(STDERR, stderr).catch(() => undefined),
    ended,
  ]);
  for (const signal of signals) signal.removeEventListener('abort', stop);
  finished.abort();
  await channels.finish(await ended);
}

function start(
  invocation: Invocation,
  container: ContainerView,
  streams: StreamOptions,
): ChildProcess {
  const pipeIf = (wanted: boolean) => (wanted ? 'pipe' : 'ignore');
  const child = spawn(invocation.file, invocation.args, {
    cwd: invocation.cwd,
    env: { ...container.environment, ...(streams.tty && { TERM: 'xterm' }) },
    detached: true,
    stdio: [
      pipeIf(streams.stdin || streams.tty),
      pipeIf(streams.stdout),
      pipeIf(streams.stderr),
      pipeIf(streams.tty),
    ],
  });
  return child;
}

function outcome(child: ChildProcess, invocation: Invocation): Promise<Status> {
  return new Promise(resolve => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve(startFailure(error, invocation)),
    );
    child.once('exit', (code, signal) =>
      resolve(
        exitStatus(code ?? 128 + (signal ? constants.signals[signal] : 0)),
      ),
    );
  });
}

/** What the person reads when the command could not be started. */
function startFailure(
  error: NodeJS.ErrnoException,
  invocation: Invocation,
): Status {
  const { file } = invocation;
  if (error.code === 'ENOENT' && file === 'python3') {
    return failureStatus(
      'a terminal needs python3 on this machine; try without -t',
    );
  }
  if (error.code === 'ENOENT') {
    return failureStatus(`exec: "${file}": executable file not found in $PATH`);
  }
  return failureStatus(`exec: "${file}": ${error.message}`);
}

function resizer(child: ChildProcess): (size: TerminalSize) => void {
  const sizes: Readable | Writable | null | undefined = child.stdio[SIZE_FD];
  if (!sizes || !('write' in sizes)) return () => undefined;
  sizes.on('error', () => undefined);
  return ({ columns, rows }) => sizes.write(`${columns} ${rows}\n`);
}

/** Ends the command with all that it started in its group, if need be by force. */
function endGroup(child: ChildProcess, finished: AbortSignal): void {
  const { pid } = child;
  if (pid === undefined) return;
  signalGroup(pid, 'SIGHUP');
  signalGroup(pid, 'SIGTERM');
  const killer = setTimeout(() => signalGroup(pid, 'SIGKILL'), KILL_AFTER_MS);
  finished.addEventListener('abort', () => clearTimeout(killer), {
    once: true,
  });
}
