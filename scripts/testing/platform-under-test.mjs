import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../lib/paths.mjs';
import { Problem } from '../lib/problem.mjs';

/**
 * A platform that was started for the tests, on ports and in a state folder of its own.
 *
 * @typedef {object} PlatformUnderTest
 * @property {string} url
 * @property {string} stateDir
 * @property {() => Promise<void>} ready resolves when the portal can be used
 * @property {() => Promise<void>} complete resolves when every part is up
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the platform exactly as a person does, in the background.
 *
 * @param {{ port: number, stateHome: string, env: NodeJS.ProcessEnv, log: string }} options
 * @returns {PlatformUnderTest}
 */
export function startPlatform({ port, stateHome, env, log }) {
  mkdirSync(stateHome, { recursive: true, mode: 0o700 });
  mkdirSync(dirname(log), { recursive: true });
  const child = spawn(
    process.execPath,
    [join(root, 'scripts/start.mjs'), '--port', String(port)],
    {
      cwd: root,
      env: { ...env, PILOTHOUSE_STATE: stateHome, INIT_CWD: root },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = createWriteStream(log);
  const exited = new Promise(resolve => {
    child.once('exit', resolve);
  });
  const lines = createInterface(child.stdout);
  /** @type {(line: RegExp) => Promise<void>} */
  const seen = pattern =>
    new Promise((resolve, reject) => {
      lines.on('line', line => {
        if (pattern.test(line)) resolve();
      });
      void exited.then(() =>
        reject(
          new Problem(
            `The platform under test ended by itself; its output is in ${log}`,
          ),
        ),
      );
    });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const ready = seen(/^ready: /);
  const complete = seen(/^everything is up/);
  for (const promise of [ready, complete]) promise.catch(() => {});
  return {
    url: `http://localhost:${port}`,
    stateDir: join(stateHome, String(port)),
    ready: () => ready,
    complete: () => complete,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
