import type { Platform } from './platform.ts';
import type { ProcessSpec } from './processes.ts';

/** A program of ours, whose types Node.js strips. */
export interface OwnProgram extends Omit<ProcessSpec, 'command' | 'args'> {
  /** Its file. */
  readonly main: string;
  readonly args?: readonly string[];
  /** Whether it makes little garbage, so that a small young generation saves memory. */
  readonly isFrugal?: boolean;
}

/** Starts a program of ours, or does nothing when a process of that name runs. */
export function runOwnProgram(
  { node, processes }: Platform,
  { main, args = [], isFrugal = false, ...process }: OwnProgram,
): Promise<void> {
  return processes.run({
    ...process,
    command: node,
    args: [
      '--disable-warning=ExperimentalWarning',
      ...(isFrugal ? ['--max-semi-space-size=1'] : []),
      main,
      ...args,
    ],
  });
}
