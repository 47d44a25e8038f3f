import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  answersHttp,
  waitUntil,
} from '@pilothouse/embedded/src/platform/wait.ts';

const TOKEN = 'bench-bench-bench-bench';

/** The cluster that a backend reads. */
export interface ReadCluster {
  readonly url: string;
  readonly caFile: string;
  readonly token: string;
}

/** A Backstage backend with the stock Kubernetes plugin, with or without the watch cache. */
export class Backend {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #dir: string;

  private constructor(url: string, child: ChildProcess, dir: string) {
    this.url = url;
    this.#child = child;
    this.#dir = dir;
  }

  /** Starts one and waits until it is ready. */
  static async start(
    variant: 'stock' | 'cached',
    port: number,
    cluster: ReadCluster,
  ): Promise<Backend> {
    const dir = await mkdtemp(join(tmpdir(), 'pilothouse-bench-backend-'));
    const url = `http://127.0.0.1:${port}`;
    const config = join(dir, 'app-config.json');
    await writeFile(config, JSON.stringify(configOf(url, port, cluster)));
    const child = spawn(
      process.execPath,
      [
        '--require',
        createRequire(import.meta.url).resolve(
          '@backstage/cli/config/nodeTransform.cjs',
        ),
        join(import.meta.dirname, `backends/${variant}.cjs`),
        `--config=${config}`,
      ],
      { env: { ...process.env, NODE_ENV: 'production' }, stdio: 'ignore' },
    );
    const backend = new Backend(url, child, dir);
    const signal = AbortSignal.timeout(60_000);
    const ready = `${url}/.backstage/health/v1/readiness`;
    await waitUntil(() => answersHttp(ready, signal), signal);
    return backend;
  }

  get pid(): number {
    if (!this.#child.pid) throw new Error('the backend has no process');
    return this.#child.pid;
  }

  /** Asks for what the entity tab of a service asks for, and reads the answer. */
  async view(service: string): Promise<unknown> {
    const response = await fetch(
      `${this.url}/api/kubernetes/services/${service}`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          'content-type': 'application/json',
          'accept-encoding': 'gzip',
        },
        body: JSON.stringify({ entity: entityOf(service) }),
      },
    );
    if (!response.ok) {
      throw new Error(`the view failed with ${response.status}`);
    }
    return response.json();
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      this.#child.kill('SIGTERM');
      await once(this.#child, 'exit');
    }
    await rm(this.#dir, { recursive: true, force: true });
  }
}

function entityOf(service: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: service,
      annotations: { 'backstage.io/kubernetes-id': service },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'bench' },
  };
}

function configOf(url: string, port: number, cluster: ReadCluster) {
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'bench' } },
        ],
      },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'bench',
              url: cluster.url,
              authProvider: 'serviceAccount',
              serviceAccountToken: cluster.token,
              caFile: cluster.caFile,
              skipMetricsLookup: true,
            },
          ],
        },
      ],
    },
  };
}
