import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Group } from './group.mjs';
import { Problem } from './problem.mjs';

/**
 * What a program prints, or undefined when it cannot be run or fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 */
export function outputOf(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/**
 * Runs a program with its output in a log file; it ends with this script.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, log: string, env?: NodeJS.ProcessEnv, sorry: string }} options
 *   `sorry` is the sentence for a person when it fails
 */
export async function runLogged(command, args, { cwd, log, env, sorry }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, 'w', 0o600);
  const { exited } = new Group(command, args, { cwd, env, output: file });
  closeSync(file);
  const code = await exited;
  if (code === 0) return;
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15);
  throw new Problem(
    `${lines.join('\n')}\n\n${sorry} All of its output: ${log}`,
  );
}

const PASSED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program on this terminal and passes signals on to it. Ctrl-C reaches it twice, as
 * the terminal sends it to both; whether a signal came from the terminal cannot be told.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code
 */
export async function runAttached(command, args, options) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child = undefined;
  const pass = (/** @type {NodeJS.Signals} */ signal) => child?.kill(signal);
  // Before the program starts: one that comes in between would end this script alone.
  for (const signal of PASSED) process.on(signal, pass);
  try {
    const running = spawn(command, args, { ...options, stdio: 'inherit' });
    child = running;
    if (process.env.PILOTHOUSE_ATTACHED)
      whenOrphaned(() => running.kill('SIGTERM'));
    return await new Promise((resolve, reject) => {
      running.once('error', reject);
      running.once('exit', (code, signal) => resolve(signal ? 1 : code ?? 1));
    });
  } finally {
    for (const signal of PASSED) process.off(signal, pass);
  }
}

/**
 * Calls back when the process that started this one is gone; a test run that is killed must
 * not leave a platform behind.
 *
 * @param {() => void} then
 */
function whenOrphaned(then) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, 500);
  timer.unref();
}
