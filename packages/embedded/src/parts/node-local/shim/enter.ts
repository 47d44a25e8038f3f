import { spawn } from 'node:child_process';
import { signalProcess } from './signal.ts';

/** Where a command is to run: beside a container's program. */
export interface Inside {
  /** A process of the container, where it has namespaces of its own. */
  readonly namespacePid?: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
}

export interface CommandResult {
  /** 128 + n where it ended by signal n; 124 when its time was over. */
  readonly exitCode: number;
  readonly output: string;
}

const MAX_OUTPUT = 4096;

/** Program and arguments that run `command` beside a container's program. */
export function enterCommand(
  inside: Inside,
  command: readonly string[],
): readonly string[] {
  if (inside.namespacePid === undefined) {
    return command;
  }
  return [
    'nsenter',
    `--target=${inside.namespacePid}`,
    '--user',
    '--mount',
    '--preserve-credentials',
    `--wdns=${inside.workingDirectory}`,
    '--',
    ...command,
  ];
}

/**
 * Runs a command beside a container's program, and ends it with all that it started when
 * its time is over.
 */
export function runInside(
  inside: Inside,
  command: readonly string[],
  timeoutMs: number,
): Promise<CommandResult> {
  const [program = '', ...args] = enterCommand(inside, command);
  return new Promise(resolve => {
    let output = '';
    let late = false;
    const child = spawn(program, args, {
      cwd: inside.namespacePid ? '/' : inside.workingDirectory,
      env: { ...inside.environment },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => {
      late = true;
      if (child.pid && signalProcess(-child.pid, 'SIGKILL') === 'refused') {
        child.unref();
        child.stdout.destroy();
        child.stderr.destroy();
        const because = 'It runs as another user and cannot be ended.';
        resolve({ exitCode: 124, output: `${output}\n${because}`.trim() });
      }
    }, timeoutMs);
    const take = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(0, MAX_OUTPUT);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', error => {
      clearTimeout(timer);
      resolve({ exitCode: 126, output: error.message });
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ exitCode: late ? 124 : code ?? (signal ? 137 : 1), output });
    });
  });
}
