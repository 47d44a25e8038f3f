import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { parse } from 'yaml';
import { z } from 'zod';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import {
  ClusterConnection,
  type OpenRequest,
} from '../connect/ClusterConnection';
import { freeBlock } from './ports';
import { until } from './until';

const program = (name: string) =>
  resolvePackagePath(
    '@pilothouse/plugin-platform-backend',
    `../../packages/embedded/src/cli/${name}.ts`,
  );
const start = program('start');
const helm = program('helm');
const execute = promisify(execFile);

const kubeconfigSchema = z.object({
  clusters: z.array(
    z.object({
      cluster: z.object({
        server: z.string(),
        'certificate-authority-data': z.string(),
      }),
    }),
  ),
  users: z.array(
    z.object({
      user: z.object({
        'client-certificate-data': z.string(),
        'client-key-data': z.string(),
      }),
    }),
  ),
});

const processesSchema = z.array(
  z.object({ name: z.string(), pid: z.number() }),
);

/** A part of a cluster that a test may kill. */
export type TestPart = 'etcd' | 'kube-apiserver';

const decoded = (base64: string) => Buffer.from(base64, 'base64').toString();

/**
 * A real Kubernetes API server with its etcd, in a folder and on ports of its own, whose
 * parts can be killed. It is started as a program, as a person would.
 */
export class TestCluster {
  readonly #child: ChildProcess;
  readonly #home: string;
  readonly #stateDir: string;
  readonly #etcdUrl: string;
  readonly details: ClusterDetails;
  /** The administrator's. */
  readonly credential: KubernetesCredential;
  readonly #admin: ClusterConnection;

  private constructor(
    child: ChildProcess,
    place: { home: string; port: number },
    kubeconfig: z.infer<typeof kubeconfigSchema>,
  ) {
    this.#child = child;
    this.#home = place.home;
    this.#stateDir = join(place.home, String(place.port));
    this.#etcdUrl = `https://127.0.0.1:${place.port + 4}`;
    const [{ cluster }] = kubeconfig.clusters;
    const [{ user }] = kubeconfig.users;
    this.details = {
      name: 'test',
      url: cluster.server,
      caData: cluster['certificate-authority-data'],
      authMetadata: { 'kubernetes.io/auth-provider': 'kubeconfig' },
    };
    this.credential = {
      type: 'x509 client certificate',
      cert: decoded(user['client-certificate-data']),
      key: decoded(user['client-key-data']),
    };
    this.#admin = new ClusterConnection(
      this.details,
      async () => this.credential,
    );
  }

  /**
   * Starts one, and waits until it is ready.
   *
   * @param parts - what is started besides the API server and what that needs
   */
  static async start(parts: readonly string[] = []): Promise<TestCluster> {
    const home = await mkdtemp(join(tmpdir(), 'cluster-'));
    const port = await freeBlock();
    const wanted = ['kube-apiserver', ...parts].flatMap(p => ['--part', p]);
    const child = spawn(
      process.execPath,
      [start, '--port', String(port), ...wanted],
      {
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          PILOTHOUSE_STATE: home,
          PILOTHOUSE_ATTACHED: '1',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    await saysItIsUp(child);
    const file = join(home, String(port), 'kubeconfig');
    const kubeconfig = kubeconfigSchema.parse(
      parse(await readFile(file, 'utf8')),
    );
    return new TestCluster(child, { home, port }, kubeconfig);
  }

  /** Path of the administrator's kubeconfig. */
  get kubeconfig(): string {
    return join(this.#stateDir, 'kubeconfig');
  }

  /**
   * Asks the API server as the administrator.
   *
   * @throws Error when it refuses
   */
  async ask<T>(asked: OpenRequest): Promise<T> {
    const { statusCode, body } = await this.#admin.open(asked);
    const text = await body.text();
    if (statusCode >= 300) throw new Error(`${statusCode}: ${text}`);
    return JSON.parse(text);
  }

  /**
   * Runs the real Helm as the administrator.
   *
   * @throws Error with what it says when it fails
   */
  async helm(...args: readonly string[]): Promise<string> {
    const { stdout } = await execute(process.execPath, [helm, ...args], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        PILOTHOUSE_STATE: this.#home,
        PILOTHOUSE_PORT: basename(this.#stateDir),
      },
    });
    return stdout;
  }

  /** Kills a part, as if its machine had failed; nothing starts it again until `revive`. */
  async kill(part: TestPart): Promise<void> {
    const pid = await this.#pidOf(part);
    this.#child.kill('SIGSTOP');
    process.kill(pid, 'SIGKILL');
  }

  /** Lets all parts that were killed start again. */
  revive(): void {
    this.#child.kill('SIGCONT');
  }

  /** Waits until the API server is ready. */
  async ready(): Promise<void> {
    const answers = async () => {
      const answer = await this.#admin
        .open({ path: '/readyz' })
        .catch(() => undefined);
      await answer?.body.dump();
      return answer?.statusCode;
    };
    await until(answers, status => status === 200, 60_000);
  }

  /** Makes etcd forget all that was before now. */
  async compact(): Promise<void> {
    const { header } = z
      .object({ header: z.object({ revision: z.string() }) })
      .parse(await this.#etcd('range', { key: 'AA==' }));
    await this.#etcd('compaction', {
      revision: header.revision,
      physical: true,
    });
  }

  /** Ends it, and removes its folder. */
  async stop(): Promise<void> {
    await this.#admin.close();
    this.#child.kill('SIGCONT');
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    await rm(this.#home, { recursive: true, force: true });
  }

  async #pidOf(part: TestPart): Promise<number> {
    const file = join(this.#stateDir, 'processes.json');
    const all = processesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const found = all.find(({ name }) => name === part);
    if (!found) throw new Error(`${part} does not run`);
    return found.pid;
  }

  async #etcd(call: string, body: object): Promise<unknown> {
    const file = (name: string) => readFile(join(this.#stateDir, 'etcd', name));
    const dispatcher = new Agent({
      connect: {
        ca: await file('ca.crt'),
        cert: await file('client.crt'),
        key: await file('client.key'),
      },
    });
    const answer = await request(`${this.#etcdUrl}/v3/kv/${call}`, {
      dispatcher,
      method: 'POST',
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    await dispatcher.close();
    if (answer.statusCode !== 200) throw new Error(`etcd: ${text}`);
    return JSON.parse(text);
  }
}

async function saysItIsUp(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.on('data', chunk => {
    said += chunk;
  });
  await new Promise<void>((done, fail) => {
    child.stdout?.on('data', chunk => {
      said += chunk;
      if (said.includes('everything is up')) done();
    });
    child.once('exit', () => fail(new Error(`no cluster: ${said}`)));
  });
}
