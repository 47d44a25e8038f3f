import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { samplesOf } from './exposition';

const backendDir = resolvePackagePath('backend');
const startLimitMs = 240_000;
const answerLimitMs = 60_000;
const metricsLimitMs = 60_000;

type Secret = 'session' | 'client' | 'scim';

/**
 * The portal as the launcher runs it: a process of its own, with app-config.yaml and a
 * generated file after it, whose user center and cluster do not answer.
 */
export class PortalProcess {
  /** All that it has written. */
  log = '';
  readonly secrets: Readonly<Record<Secret, string>>;
  readonly #url: string;
  readonly #metricsUrl: string;
  readonly #folder: string;
  readonly #child: ChildProcess;

  private constructor(options: {
    url: string;
    metricsUrl: string;
    folder: string;
    child: ChildProcess;
    secrets: Readonly<Record<Secret, string>>;
  }) {
    this.#url = options.url;
    this.#metricsUrl = options.metricsUrl;
    this.#folder = options.folder;
    this.#child = options.child;
    this.secrets = options.secrets;
    const keep = (chunk: Buffer) => {
      this.log += chunk.toString();
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
  }

  /** Starts it and waits until it is ready; fails with its log. */
  static async start(): Promise<PortalProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'portal-'));
    const secrets = { session: secret(), client: secret(), scim: secret() };
    for (const [name, value] of Object.entries(secrets)) {
      await writeFile(join(folder, name), value, { mode: 0o600 });
    }
    const port = await freePort();
    const closedPort = await freePort();
    const metricsPort = await freePort();
    const config = join(folder, 'app-config.json');
    await writeFile(config, generatedConfig(folder, port, closedPort));
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'src/index.ts',
        `--config=${resolve(backendDir, '../../app-config.yaml')}`,
        `--config=${config}`,
      ],
      {
        cwd: backendDir,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          NODE_ENV: 'production',
          OTEL_METRICS_EXPORTER: 'prometheus',
          OTEL_EXPORTER_PROMETHEUS_HOST: '127.0.0.1',
          OTEL_EXPORTER_PROMETHEUS_PORT: String(metricsPort),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const url = `http://localhost:${port}`;
    const metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
    const portal = new PortalProcess({
      url,
      metricsUrl,
      folder,
      child,
      secrets,
    });
    await portal.#ready();
    return portal;
  }

  /** Asks without credentials. */
  async get(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      headers,
      signal: AbortSignal.timeout(answerLimitMs),
    });
  }

  /** What Prometheus would read, as soon as it has a value of that name. */
  async metricsWith(name: string): Promise<ReadonlyMap<string, number>> {
    const deadline = Date.now() + metricsLimitMs;
    for (;;) {
      const text = await (await fetch(this.#metricsUrl)).text();
      const samples = samplesOf(text);
      if (samples.has(name)) return samples;
      if (Date.now() > deadline) throw new Error(`No ${name} in:\n${text}`);
      await delay(200);
    }
  }

  /** The lines that it has logged, those that are JSON. */
  logLines(): Record<string, unknown>[] {
    return this.log.split('\n').flatMap(line => {
      try {
        return [JSON.parse(line)];
      } catch {
        return [];
      }
    });
  }

  /** Tells it to end, as the launcher does, and returns its exit code. */
  async stop(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    return this.#child.exitCode;
  }

  /** Ends it and removes its files. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + startLimitMs;
    while (Date.now() < deadline && this.#child.exitCode === null) {
      const response = await this.get('/.backstage/health/v1/readiness').catch(
        () => undefined,
      );
      if (response?.ok) {
        return;
      }
      await delay(200);
    }
    await this.remove();
    throw new Error(`The portal did not become ready:\n${this.log}`);
  }
}

function generatedConfig(
  folder: string,
  port: number,
  closedPort: number,
): string {
  const url = `http://localhost:${port}`;
  const userCenter = `http://localhost:${closedPort}`;
  return JSON.stringify({
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'better-sqlite3',
        connection: { directory: join(folder, 'database') },
      },
      workingDirectory: folder,
    },
    auth: {
      session: { secret: { $file: join(folder, 'session') } },
      providers: {
        oidc: {
          production: {
            metadataUrl: `${userCenter}/.well-known/openid-configuration`,
            clientId: 'pilothouse',
            clientSecret: { $file: join(folder, 'client') },
            postLogoutRedirectUrl: url,
          },
        },
      },
    },
    catalog: {
      providers: {
        scim: {
          embedded: {
            url: `${userCenter}/scim/v2`,
            token: { $file: join(folder, 'scim') },
            schedule: {
              frequency: { seconds: 10 },
              timeout: { seconds: 20 },
              initialDelay: { seconds: 0 },
            },
          },
        },
      },
    },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'away',
              url: `https://localhost:${closedPort}`,
              authProvider: 'serviceAccount',
              serviceAccountToken: 'none',
            },
          ],
        },
      ],
    },
    pilothouse: { embedded: { statusFile: join(folder, 'status.json') } },
  });
}

function secret(): string {
  return randomBytes(24).toString('hex');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', () => done()));
  const address = server.address();
  await new Promise(done => server.close(done));
  if (typeof address !== 'object' || address === null) {
    throw new Error('no port to be had');
  }
  return address.port;
}
