import { spawn, type ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answersHttp, waitUntil } from '@pilothouse/embedded/wait';
import { z } from 'zod';
import { HttpClient } from './http-client.ts';

const viewSchema = z.object({
  items: z.array(z.object({ resources: z.array(z.unknown()) })),
});

const heapSchema = z.object({ heap: z.object({ bytes: z.number() }) });

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
  readonly #client = new HttpClient();

  private constructor(url: string, child: ChildProcess, dir: string) {
    this.url = url;
    this.#child = child;
    this.#dir = dir;
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param catalog - path of the file with the services
   */
  static async start(
    variant: 'stock' | 'cached',
    port: number,
    { cluster, catalog }: { cluster: ReadCluster; catalog: string },
  ): Promise<Backend> {
    const dir = await mkdtemp(join(tmpdir(), 'pilothouse-bench-backend-'));
    const url = `http://127.0.0.1:${port}`;
    const config = join(dir, 'app-config.json');
    await writeFile(
      config,
      JSON.stringify(configOf(url, port, cluster, catalog)),
    );
    const child = spawn(
      process.execPath,
      [
        '--expose-gc',
        '--require',
        join(import.meta.dirname, 'backends/heap.cjs'),
        '--require',
        createRequire(import.meta.url).resolve(
          '@backstage/cli/config/nodeTransform.cjs',
        ),
        join(import.meta.dirname, `backends/${variant}.cjs`),
        `--config=${config}`,
      ],
      {
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
    );
    const backend = new Backend(url, child, dir);
    try {
      const signal = AbortSignal.timeout(120_000);
      const ready = `${url}/.backstage/health/v1/readiness`;
      await waitUntil(() => answersHttp(ready, signal), signal);
      return backend;
    } catch (error) {
      await backend.stop();
      throw error;
    }
  }

  /** Waits until the catalog has a service and the cluster's objects of it are told. */
  async knows(service: string): Promise<void> {
    const answer = async () => {
      const { items } = viewSchema.parse(await this.view(service));
      return items.some(({ resources }) => resources.length > 0);
    };
    await waitUntil(
      () => answer().catch(() => false),
      AbortSignal.timeout(120_000),
      500,
    );
  }

  /** Bytes that its objects take after a full garbage collection. */
  async heapBytes(): Promise<number> {
    const told = on(this.#child, 'message', {
      signal: AbortSignal.timeout(60_000),
    });
    this.#child.send('heap');
    // Backstage itself says other things on the same channel.
    for await (const [message] of told) {
      const { data } = heapSchema.safeParse(message);
      if (data) return data.heap.bytes;
    }
    throw new Error('The backend ended before it told its memory');
  }

  /** Asks for what the entity tab of a service asks for, and reads the answer. */
  async view(service: string): Promise<unknown> {
    return JSON.parse((await this.load(service, 'identity')).toString());
  }

  /**
   * Asks the same, and takes the answer as it comes.
   *
   * @throws Error with the answer when it is not a success
   */
  async load(
    service: string,
    encoding: 'gzip' | 'identity' = 'gzip',
  ): Promise<Buffer> {
    return this.#client.load(`${this.url}/api/kubernetes/services/${service}`, {
      token: TOKEN,
      body: { entity: entityOf(service) },
      encoding,
    });
  }

  async stop(): Promise<void> {
    this.#client.close();
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
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

function configOf(
  url: string,
  port: number,
  cluster: ReadCluster,
  catalog: string,
) {
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
    catalog: { locations: [{ type: 'file', target: catalog }] },
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
