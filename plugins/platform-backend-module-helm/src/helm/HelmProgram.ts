import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import semver from 'semver';

/** The first that tells which version of a chart a release has. */
const oldest = '3.13.0';
const hangMs = 60_000;
/** A proxy that nobody is: a chart shall have Helm fetch nothing from where the portal runs. */
const nowhere = 'http://127.0.0.1:9';

/** What Helm is run for. */
export interface HelmRun {
  /** Name of the cluster, for messages. */
  readonly cluster: string;
  /** Address of the API server, which is a secret. */
  readonly server: string;
  readonly namespace: string;
  /** What goes to its standard input. */
  readonly input?: string;
  /** Archive of a chart, whose path takes the place of {@link chartPath} among the arguments. */
  readonly chart?: Uint8Array;
  /** How long it may take. */
  readonly timeoutMs: number;
}

/** Stands for the path of the chart among the arguments of a run. */
export const chartPath = Symbol('path of the chart');

/** Helm did not do it; the message is what it said. */
export class HelmRefusal extends Error {
  override readonly name = 'HelmRefusal';
}

/**
 * The program Helm. Each run has a folder of its own, which is gone afterwards; it is told
 * nothing of the portal's environment. Values go to its standard input, and never to a disk,
 * an argument or a shell.
 */
export class HelmProgram {
  constructor(private readonly program: string) {}

  /** @throws ServiceUnavailableError that says what is missing */
  async assertUsable(): Promise<void> {
    const key = 'pilothouse.marketplace.charts.helm';
    let told: string;
    try {
      told = await this.#inFolder(dir =>
        this.#run(['version', '--template={{.Version}}'], dir, {
          timeoutMs: hangMs,
        }),
      );
    } catch (error) {
      throw new ServiceUnavailableError(
        `The portal has no program ${this.program} that it could run (${
          toError(error).message
        }); install Helm, or set ${key} to where it is`,
      );
    }
    const version = semver.coerce(told);
    if (version && semver.gte(version, oldest)) return;
    throw new ServiceUnavailableError(
      `${
        this.program
      } is Helm ${told.trim()}, and the portal needs ${oldest} or newer; set ${key} to such a one`,
    );
  }

  /**
   * Runs it on a cluster.
   *
   * @returns its standard output
   * @throws HelmRefusal with what it said, without the address of the API server
   */
  run(
    args: readonly (string | typeof chartPath)[],
    how: HelmRun,
  ): Promise<string> {
    return this.#inFolder(async dir => {
      const path = join(dir, 'chart.tgz');
      if (how.chart) await writeFile(path, how.chart, { mode: 0o600 });
      await writeFile(join(dir, 'kubeconfig'), kubeconfigFor(how), {
        mode: 0o600,
      });
      const whole = args.map(each => (typeof each === 'symbol' ? path : each));
      try {
        return await this.#run(
          [...whole, `--namespace=${how.namespace}`],
          dir,
          how,
        );
      } catch (error) {
        const said = toError(error)
          .message.replaceAll(how.server, how.cluster)
          .replaceAll(dir, '');
        throw new HelmRefusal(said);
      }
    });
  }

  async #run(
    args: readonly string[],
    dir: string,
    { input, timeoutMs }: Pick<HelmRun, 'input' | 'timeoutMs'>,
  ): Promise<string> {
    const child = spawn(this.program, args, {
      cwd: dir,
      env: {
        PATH: process.env.PATH,
        HOME: dir,
        TMPDIR: dir,
        KUBECONFIG: join(dir, 'kubeconfig'),
        HELM_CACHE_HOME: join(dir, 'cache'),
        HELM_CONFIG_HOME: join(dir, 'config'),
        HELM_DATA_HOME: join(dir, 'data'),
        // Go asks no proxy for what is on this host, which is where the way to the cluster begins.
        HTTP_PROXY: nowhere,
        HTTPS_PROXY: nowhere,
      },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // Its own timer: that of spawn stays when a program cannot be begun.
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    // It may end before it has read everything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
    const [code, out, said] = await Promise.all([
      ended,
      text(child.stdout),
      text(child.stderr),
    ]).finally(() => clearTimeout(timer));
    if (code === 0) return out;
    throw new Error(
      code === null
        ? `it took longer than ${Math.round(timeoutMs / 1000)} s`
        : said.trim() || `it ended with ${code}`,
    );
  }

  async #inFolder<T>(act: (dir: string) => Promise<T>): Promise<T> {
    const dir = await mkdtemp(join(tmpdir(), 'pilothouse-helm-'));
    try {
      return await act(dir);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }
}

function kubeconfigFor({ server, namespace }: HelmRun): string {
  const name = 'cluster';
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user: {} }],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
    'current-context': name,
  });
}
