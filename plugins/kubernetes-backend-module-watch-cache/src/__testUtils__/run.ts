import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

/** The checkout that is tested. */
export const root = resolve(__dirname, '../../../..');

/** Yarn as it lies in the checkout. */
export const yarn = join(root, '.yarn/releases/yarn-4.13.0.cjs');

const KEPT = 4_000;
const TOO_LONG_MS = 10 * 60_000;

/** What a program that is run by this Node.js gets: Jest's own settings are not for it. */
export const programEnv = (added: NodeJS.ProcessEnv = {}) => ({
  ...process.env,
  NODE_OPTIONS: '',
  NODE_ENV: '',
  ...added,
});

/** The end of what a program said. */
export class Said {
  #text = '';

  readonly add = (chunk: Buffer) => {
    this.#text = (this.#text + chunk.toString()).slice(-KEPT);
  };

  toString() {
    return this.#text;
  }
}

/**
 * Runs a script with this Node.js to its end.
 *
 * @throws with what it said, when it fails
 */
export async function run(
  script: string,
  args: readonly string[],
  { cwd, env }: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: programEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TOO_LONG_MS,
  });
  const said = new Said();
  child.stdout.on('data', said.add);
  child.stderr.on('data', said.add);
  const end = await new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code, signal) => done(code ?? signal));
  });
  if (end !== 0) {
    throw new Error(`${script} ${args.join(' ')} ended with ${end}:\n${said}`);
  }
}
