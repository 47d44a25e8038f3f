import {
  isSameProcess,
  readAllProcesses,
  readDescendants,
} from '../usage/proc.ts';
import { signalProcess } from '../shim/signal.ts';
import { stateOf, type Run } from './runs.ts';

/** Hears of a process that may not be signalled. */
export type OnRefused = (pid: number) => void;

/** Logs each process once. */
export function refusalLog(log: (message: string) => void): OnRefused {
  const known = new Set<number>();
  return pid => {
    if (!known.has(pid)) {
      known.add(pid);
      log(`process ${pid} runs as another user and cannot be ended`);
    }
  };
}

function send(pid: number, signal: NodeJS.Signals, onRefused?: OnRefused) {
  if (signalProcess(pid, signal) === 'refused') {
    onRefused?.(pid);
  }
}

/** Asks a run's program to end. */
export function terminate(run: Run, onRefused?: OnRefused): void {
  const state = stateOf(run);
  if (state.kind === 'running') {
    send(state.start.pid, 'SIGTERM', onRefused);
  }
}

/**
 * Ends everything that a run has started. The shim stays until it has written the exit
 * status; when it is gone, what is left of the program's session is ended too.
 */
export function killTree(run: Run, onRefused?: OnRefused): void {
  const state = stateOf(run);
  if (state.kind === 'running') {
    for (const { pid } of readDescendants(state.start.shim)) {
      send(pid, 'SIGKILL', onRefused);
    }
  } else if (state.kind === 'starting' && run.shim !== undefined) {
    for (const { pid } of readDescendants(run.shim)) {
      send(pid, 'SIGKILL', onRefused);
    }
  } else if (state.kind === 'lost' && state.start) {
    killSession(state.start.pid, onRefused);
  }
}

function killSession(session: number, onRefused?: OnRefused): void {
  for (const found of readAllProcesses()) {
    if (
      found.session === session &&
      isSameProcess(found.pid, found.startTicks)
    ) {
      send(found.pid, 'SIGKILL', onRefused);
    }
  }
}
