import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { waitUntil } from '@pilothouse/embedded/wait';

const STOP_MS = 120_000;

/** Seconds from the command to its two milestones. */
export interface StartTimes {
  readonly usable: number;
  readonly complete: number;
}

/** A platform of its own for measuring, on ports and in a folder of its own. */
export class MeasuredPlatform {
  readonly port: number;
  readonly #root: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #home: string;
  #child: ChildProcess | undefined;

  private constructor(
    root: string,
    port: number,
    home: string,
    env: NodeJS.ProcessEnv,
  ) {
    this.#root = root;
    this.port = port;
    this.#home = home;
    this.#env = { ...process.env, ...env, PILOTHOUSE_STATE: home };
  }

  /** @param env - added to the environment of every start */
  static async create(root: string, port: number, env: NodeJS.ProcessEnv = {}) {
    const home = await mkdtemp(join(tmpdir(), 'pilothouse-bench-'));
    return new MeasuredPlatform(root, port, home, env);
  }

  get stateDir(): string {
    return join(this.#home, String(this.port));
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /**
   * Starts as a person does, and waits until everything is up.
   *
   * @param options - of `npm start`
   */
  async start(options: readonly string[] = []): Promise<StartTimes> {
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    const child = spawn(
      'npm',
      ['start', '--silent', '--', '--port', String(this.port), ...options],
      {
        cwd: this.#root,
        env: this.#env,
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true,
      },
    );
    this.#child = child;
    let usable = Number.NaN;
    for await (const line of createInterface(child.stdout)) {
      if (line.startsWith('ready: ')) usable = seconds();
      if (line.startsWith('everything is up')) {
        const complete = seconds();
        setImmediate(() => child.stdout.resume());
        return { usable, complete };
      }
    }
    throw new Error('the platform ended before everything was up');
  }

  /** Stops it as Ctrl-C does, and waits for the last of its processes: npm ends first. */
  async stop(): Promise<void> {
    const group = this.#child?.pid;
    if (!group || !isAlive(group)) return;
    process.kill(-group, 'SIGTERM');
    const signal = AbortSignal.timeout(STOP_MS);
    await waitUntil(() => !isAlive(group), signal, 100);
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#home, { recursive: true, force: true });
  }
}

function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}
