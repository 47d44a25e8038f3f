import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import {
  platformContract,
  type PlatformContract,
} from '@pilothouse/plugin-platform-common';
import {
  replicaReadySchema,
  type ReplicaReady,
  type ReplicaSettings,
} from './settings';

const packageDir = resolvePackagePath('@pilothouse/plugin-platform-backend');

/** One of several processes that serve the platform contract. */
export class Replica {
  /** All that it has logged. */
  log = '';
  readonly client: ContractRouterClient<PlatformContract>;
  readonly #url: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(child: ChildProcess, { port }: ReplicaReady) {
    this.#child = child;
    this.#ended = once(child, 'exit');
    this.#url = `http://localhost:${port}`;
    this.client = createORPCClient(
      new OpenAPILink(platformContract, {
        url: `${this.#url}/api/platform`,
        headers: { authorization: mockCredentials.user.header() },
      }),
    );
    const keep = (chunk: Buffer) => {
      this.log += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** Starts one and waits until it answers. */
  static async start(settings: ReplicaSettings): Promise<Replica> {
    const child = fork('src/__testUtils__/replica/replica-main.ts', {
      cwd: packageDir,
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      env: { ...process.env, NODE_ENV: 'test', NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    child.stderr?.on('data', chunk => {
      said += chunk;
    });
    child.send(settings);
    const ready = await new Promise<ReplicaReady>((resolve, reject) => {
      // Backstage itself says other things to a parent.
      child.on('message', message => {
        const { success, data } = replicaReadySchema.safeParse(message);
        if (success) resolve(data);
      });
      child.once('exit', code =>
        reject(new Error(`ended by ${code}: ${said}`)),
      );
    });
    return new Replica(child, ready);
  }

  /** Status that a probe is answered with; undefined when nobody answers. */
  async probe(name: 'liveness' | 'readiness'): Promise<number | undefined> {
    const url = `${this.#url}/.backstage/health/v1/${name}`;
    return fetch(url).then(
      ({ status }) => status,
      () => undefined,
    );
  }

  /** Tells it to end, which it begins to. */
  terminate(): void {
    this.#child.kill('SIGTERM');
  }

  /**
   * Lets it end what it began to.
   *
   * @returns its exit code
   */
  async finish(): Promise<number | null> {
    this.#child.send('finish');
    await this.#ended;
    return this.#child.exitCode;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends it as if its machine had failed. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
