/** A long-lived program that the launcher keeps running. */
export interface ProcessSpec {
  /** Names the log file and the status row, for example `kube-apiserver`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to a small, clean environment (PATH, HOME, LANG, TMPDIR). */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether only their owner may read the files that it makes (umask 077). */
  readonly privateFiles?: boolean;
  /** Signal for an orderly end; SIGKILL follows after `graceSeconds`. */
  readonly stopSignal?: NodeJS.Signals;
  readonly graceSeconds?: number;
}

export interface ProcessState {
  readonly name: string;
  readonly pid: number | undefined;
  readonly restarts: number;
  /** When it was last started, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly logFile: string;
  /** How it last ended, in words, for example `exit code 1`. */
  readonly lastExit?: string;
}

/** A program that is run once, such as a compiler. */
export interface RunToEnd {
  /** Names the log file, which gets all that it prints. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** All of its environment; without it, that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Told each line that it prints, beside the log file. */
  readonly onLine?: (line: string) => void;
}

/** Runs programs, each in a process group of its own, and restarts those that die. */
export interface Processes {
  /** Starts it, or does nothing when a process of that name runs. */
  run(spec: ProcessSpec): Promise<void>;
  /**
   * Runs a program to its end.
   *
   * @returns its exit code; null when a signal ended it
   * @throws when it cannot be started
   */
  runToEnd(run: RunToEnd): Promise<number | null>;
  /** Ends it with its whole process group. */
  end(name: string): Promise<void>;
  state(name: string): ProcessState | undefined;
}
