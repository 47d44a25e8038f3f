import { spawn } from 'node:child_process';

const GRACE_MS = 2000;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @type {Set<Group>} */
const running = new Set();

/** A program with all that it starts, which ends with this script. */
export class Group {
  #child;
  /**
   * Resolves with the program's exit code, null when a signal ended it; rejects when it
   * could not be started.
   *
   * @type {Promise<number | null>}
   */
  exited;

  /**
   * @param {string} command
   * @param {readonly string[]} args
   * @param {{ cwd: string, env?: NodeJS.ProcessEnv, output: number }} options
   *   `output` is the open file that gets all that it prints
   */
  constructor(command, args, { cwd, env, output }) {
    this.#child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', output, output],
      detached: true,
    });
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', resolve);
    });
    this.exited
      .catch(() => {})
      .finally(() => {
        running.delete(this);
        if (running.size === 0) listenNoMore();
      });
    if (running.size === 0) listen();
    running.add(this);
  }

  /** Interrupts it, gives it a moment, and kills what is left of it. */
  async end() {
    this.kill('SIGINT');
    const limit = setTimeout(() => this.kill('SIGKILL'), GRACE_MS);
    await this.exited.catch(() => {});
    clearTimeout(limit);
    this.kill('SIGKILL');
  }

  /** @param {NodeJS.Signals} signal */
  kill(signal) {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // All of the group is gone.
    }
  }
}

const stop = () => void endAll();
const killAll = () => {
  for (const group of running) group.kill('SIGKILL');
};

async function endAll() {
  await Promise.all([...running].map(group => group.end()));
  process.exit(130);
}

/** Signals are answered here only while such programs run. */
function listen() {
  for (const signal of SIGNALS) process.on(signal, stop);
  process.on('exit', killAll);
}

function listenNoMore() {
  for (const signal of SIGNALS) process.off(signal, stop);
  process.off('exit', killAll);
}
