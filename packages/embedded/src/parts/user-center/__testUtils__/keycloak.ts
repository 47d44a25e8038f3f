import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ensurePrivateDir, exists } from '../../../platform/files.ts';
import { signalGroup } from '../../../platform/process-table.ts';
import { answersHttp, waitUntil } from '../../../platform/wait.ts';

const VERSION = '26.7.3';
const ARTIFACT = `org.keycloak:keycloak-quarkus-dist:${VERSION}:zip`;
const FETCH_MS = 10 * 60 * 1000;
const START_MS = 4 * 60 * 1000;
const STOP_MS = 20_000;

const execute = promisify(execFile);
const tokenSchema = z.object({ access_token: z.string() });

/** Whether Java and Maven are here to fetch and run a Keycloak. */
export async function hasJava(): Promise<boolean> {
  try {
    await execute('java', ['-version']);
    await execute('mvn', ['-version']);
    return true;
  } catch {
    return false;
  }
}

/** A real Keycloak with its data in memory. */
export class Keycloak {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #password: string;

  private constructor(url: string, process: ChildProcess, password: string) {
    this.url = url;
    this.#process = process;
    this.#password = password;
  }

  /** Fetches it into the cache where it is not there yet, and starts it on a free port. */
  static async start(): Promise<Keycloak> {
    const home = await ensureDistribution();
    const port = await freePort();
    const password = randomBytes(24).toString('base64url');
    const options = [
      '--db=dev-mem',
      '--http-host=127.0.0.1',
      `--http-port=${port}`,
    ];
    const child = spawn(
      'bash',
      [join(home, 'bin/kc.sh'), 'start-dev', ...options],
      {
        detached: true,
        stdio: 'ignore',
        env: {
          ...process.env,
          KC_BOOTSTRAP_ADMIN_USERNAME: 'admin',
          KC_BOOTSTRAP_ADMIN_PASSWORD: password,
          JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx512m',
        },
      },
    );
    const keycloak = new Keycloak(`http://localhost:${port}`, child, password);
    const ended = new AbortController();
    child.once('exit', code =>
      ended.abort(new Error(`Keycloak ended with exit code ${code}`)),
    );
    try {
      const signal = AbortSignal.any([
        AbortSignal.timeout(START_MS),
        ended.signal,
      ]);
      await waitUntil(
        () => answersHttp(`${keycloak.url}/realms/master`, signal),
        signal,
        500,
      );
    } catch (error) {
      await keycloak.stop();
      throw error;
    }
    return keycloak;
  }

  /** Calls its admin API and wants success. */
  async admin(method: string, path: string, body?: object): Promise<void> {
    const response = await fetch(`${this.url}/admin${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${await this.#adminToken()}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${path}: ${response.status} ${await response.text()}`,
      );
    }
  }

  async stop(): Promise<void> {
    const { exitCode, pid, signalCode } = this.#process;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    signalGroup(pid, 'SIGTERM');
    const killer = setTimeout(() => signalGroup(pid, 'SIGKILL'), STOP_MS);
    await exit;
    clearTimeout(killer);
    signalGroup(pid, 'SIGKILL');
  }

  async #adminToken(): Promise<string> {
    const response = await fetch(
      `${this.url}/realms/master/protocol/openid-connect/token`,
      {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'password',
          client_id: 'admin-cli',
          username: 'admin',
          password: this.#password,
        }),
      },
    );
    return tokenSchema.parse(await response.json()).access_token;
  }
}

/** The unpacked distribution; it appears in the cache whole or not at all. */
async function ensureDistribution(): Promise<string> {
  const caches = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const cache = process.env.PILOTHOUSE_CACHE ?? join(caches, 'pilothouse');
  const home = join(cache, `keycloak-${VERSION}`);
  if (await exists(home)) return home;
  await ensurePrivateDir(cache);
  const draft = await mkdtemp(join(cache, 'keycloak-draft-'));
  try {
    const goal =
      'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:unpack';
    const options = [`-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${draft}`];
    await execute('mvn', ['-q', '-B', goal, ...options], {
      cwd: draft,
      timeout: FETCH_MS,
    });
    await rename(join(draft, `keycloak-${VERSION}`), home);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return home;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address)
    throw new Error('No port is free');
  return address.port;
}
