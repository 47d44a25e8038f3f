import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { RunToEnd } from './processes.ts';

/**
 * Starts a program that runs to its end, in a process group of its own.
 *
 * @param log - the open file that gets what it prints; it is closed in the end
 * @returns `ended` resolves with its exit code when all that it printed was told
 */
export function beginRun(run: RunToEnd, log: number) {
  const output = run.onLine ? 'pipe' : log;
  const child = spawn(run.command, run.args, {
    cwd: run.cwd,
    env: run.env,
    stdio: ['ignore', output, output],
    detached: true,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (run.onLine) tellLines(child, log, run.onLine);
  else closeSync(log);
  return { child, ended };
}

function tellLines(
  child: ChildProcess,
  log: number,
  onLine: (line: string) => void,
): void {
  const file = createWriteStream('', { fd: log });
  // A full disk ends the program by itself, where it matters to it.
  file.on('error', () => {});
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface(stream).on('line', line => {
      file.write(`${line}\n`);
      onLine(line);
    });
  }
  const close = () => file.end();
  child.once('error', close);
  child.once('close', close);
}
