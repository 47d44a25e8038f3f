import { fileURLToPath } from 'node:url';
import type { ContainerView } from './directory.ts';
import { ApiError } from './status.ts';

/** Which streams a remote command has. */
export interface StreamOptions {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
}

/** A program to be started on the machine. */
export interface Invocation {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

const PTY_PROGRAM = fileURLToPath(new URL('./pty.py', import.meta.url));

/** Reads the query of `/exec` and `/attach`. A terminal has no separate stderr. */
export function parseStreamOptions(query: URLSearchParams): StreamOptions {
  const has = (name: string) => ['1', 'true'].includes(query.get(name) ?? '');
  const tty = has('tty');
  const options = {
    stdin: has('input'),
    stdout: has('output'),
    stderr: has('error') && !tty,
    tty,
  };
  if (!options.stdin && !options.stdout && !options.stderr) {
    throw new ApiError(
      400,
      'you must specify at least 1 of stdin, stdout, stderr',
    );
  }
  return options;
}

/**
 * How a command is started in a container: in its working directory and, where it has
 * one, in its mount namespace; under a pseudo-terminal when one is wanted.
 */
export function execInvocation(
  container: ContainerView,
  command: readonly string[],
  tty: boolean,
): Invocation {
  const inside = insideContainer(container, command);
  if (!tty) return inside;
  return {
    file: 'python3',
    args: ['-I', PTY_PROGRAM, inside.file, ...inside.args],
    cwd: inside.cwd,
  };
}

function insideContainer(
  container: ContainerView,
  command: readonly string[],
): Invocation {
  const { namespacePid, workingDirectory } = container;
  if (namespacePid !== undefined) {
    return {
      file: 'nsenter',
      args: [
        `--target=${namespacePid}`,
        '--user',
        '--mount',
        '--preserve-credentials',
        '--',
        '/bin/sh',
        '-c',
        'cd -- "$1" && shift && exec "$@"',
        'exec',
        workingDirectory,
        ...command,
      ],
    };
  }
  const [file, ...args] = command;
  if (!file) throw new ApiError(400, 'you must specify a command');
  return { file, args, cwd: workingDirectory };
}
