import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPorts } from '../launcher/ports.ts';
import { addressesFor, PORTS_PER_INSTANCE } from '../platform/addresses.ts';
import { isRunning, readProcessTable } from '../platform/process-table.ts';
import { processTablePath } from '../platform/platform.ts';
import { waitUntil } from '../platform/wait.ts';

const START = fileURLToPath(new URL('../cli/start.ts', import.meta.url));
const FIRST_PORT = 24_000;
const INSTANCES = 200;
const STOP_MS = 40_000;

/** Another launcher, on ports and in a state folder of its own. */
export class SecondInstance {
  readonly port: number;
  readonly #stateHome: string;
  readonly #args: readonly string[];
  #child: ChildProcess;
  #output = '';

  private constructor(
    port: number,
    stateHome: string,
    args: readonly string[],
  ) {
    this.port = port;
    this.#stateHome = stateHome;
    this.#args = args;
    this.#child = this.#spawn();
  }

  /** @param args - options of `npm start` besides the port */
  static async launch(args: readonly string[]): Promise<SecondInstance> {
    const stateHome = await mkdtemp(join(tmpdir(), 'second-instance-'));
    return new SecondInstance(await freePort(), stateHome, args);
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get stateDir(): string {
    return join(this.#stateHome, String(this.port));
  }

  /** What the launcher has said since it was started last, on either stream. */
  get output(): string {
    return this.#output;
  }

  /** @throws with what the launcher said, when it ends first */
  async ready(signal: AbortSignal): Promise<void> {
    await waitUntil(() => {
      if (this.#ended) throw new Error(`The launcher ended: ${this.#output}`);
      return this.#output.includes(`ready: ${this.url}\n`);
    }, signal);
  }

  /** Waits for the launcher's end. */
  async exitCode(): Promise<number | null> {
    if (!this.#ended) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  /** Ends it as Ctrl-C does; what it has written stays. */
  async interrupt(): Promise<void> {
    if (!this.#ended) this.#child.kill('SIGINT');
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    await this.exitCode();
    clearTimeout(limit);
  }

  /** Starts it once more, on what it had written when it was interrupted. */
  resume(): void {
    this.#output = '';
    this.#child = this.#spawn();
  }

  /**
   * Ends it as Ctrl-C does, and removes its state.
   *
   * @returns the names of its processes that still run, and ports that are still taken
   */
  async stop(): Promise<string[]> {
    const table = processTablePath(this.stateDir);
    const started = await readProcessTable(table);
    await this.interrupt();
    const left = started.filter(isRunning).map(({ name }) => name);
    await checkPorts(addressesFor(this.port)).catch(error =>
      left.push(String(error)),
    );
    await rm(this.#stateHome, { recursive: true, force: true });
    return left;
  }

  #spawn(): ChildProcess {
    const child = spawn(
      process.execPath,
      [START, '--port', String(this.port), ...this.#args],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          PILOTHOUSE_STATE: this.#stateHome,
          PILOTHOUSE_ATTACHED: '1',
        },
      },
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text: Buffer) => {
        this.#output += text.toString();
      });
    }
    return child;
  }

  get #ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}

async function freePort(): Promise<number> {
  const offset = process.pid % INSTANCES;
  for (let i = 0; i < INSTANCES; i += 1) {
    const instance = (offset + i) % INSTANCES;
    const port = FIRST_PORT + instance * PORTS_PER_INSTANCE;
    const free = await checkPorts(addressesFor(port)).then(
      () => true,
      () => false,
    );
    if (free) return port;
  }
  throw new Error('There are no free ports for a second instance');
}
