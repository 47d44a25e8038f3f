import {
  isSameProcess,
  readAllProcesses,
  readDescendants,
} from '../usage/proc.ts';
import { stateOf, type Run } from './runs.ts';

/** Sends a signal; a process that is gone already is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const gone =
      error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!gone) {
      throw error;
    }
  }
}

/** Asks a run's program to end. */
export function terminate(run: Run): void {
  const state = stateOf(run);
  if (state.kind === 'running') {
    signalProcess(state.start.pid, 'SIGTERM');
  }
}

/**
 * Ends everything that a run has started. The shim stays until it has written the exit
 * status; when it is gone, what is left of the program's session is ended too.
 */
export function killTree(run: Run): void {
  const state = stateOf(run);
  if (state.kind === 'running') {
    for (const { pid } of readDescendants(state.start.shim)) {
      signalProcess(pid, 'SIGKILL');
    }
  } else if (state.kind === 'starting' && run.shim !== undefined) {
    for (const { pid } of readDescendants(run.shim)) {
      signalProcess(pid, 'SIGKILL');
    }
  } else if (state.kind === 'lost' && state.start) {
    killSession(state.start.pid);
  }
}

function killSession(session: number): void {
  for (const found of readAllProcesses()) {
    if (
      found.session === session &&
      isSameProcess(found.pid, found.startTicks)
    ) {
      signalProcess(found.pid, 'SIGKILL');
    }
  }
}
