import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server } from 'node:http';
import { type CiServer, openCiServer } from '../ci-server.ts';
import { createHttpServer } from '../http/server.ts';
import type { BuildRunner } from '../model.ts';
import { waitUntil } from '../../../platform/wait.ts';

const LIMIT_MS = 60_000;

export const ACCOUNT = {
  id: 'portal',
  fullName: 'The portal',
  apiToken: 'api-token',
  password: 'password',
};
export const HOOK_SECRET = 'hook-secret';

/** A CI server on a free port, with its state in a folder of its own. */
export class ServerUnderTest {
  readonly stateDir: string;
  readonly server: CiServer;
  readonly url: string;
  /** What it said went wrong. */
  readonly failures: unknown[];
  private readonly http: Server;

  private constructor(
    stateDir: string,
    server: CiServer,
    http: Server,
    failures: unknown[],
  ) {
    this.stateDir = stateDir;
    this.server = server;
    this.url = server.url;
    this.http = http;
    this.failures = failures;
  }

  /** @param stateDir - of a server that was there before; a new one when left out */
  static async start(
    runner: BuildRunner,
    options: {
      readonly stateDir?: string;
      readonly executors?: number;
      readonly quietPeriodSeconds?: number;
    } = {},
  ): Promise<ServerUnderTest> {
    const stateDir =
      options.stateDir ?? (await mkdtemp(join(tmpdir(), 'ci-server-')));
    const failures: unknown[] = [];
    const port = await freePort();
    const server = await openCiServer(
      {
        stateDir,
        url: `http://127.0.0.1:${port}`,
        executors: options.executors ?? 2,
        quietPeriodSeconds: options.quietPeriodSeconds ?? 0,
        accounts: [ACCOUNT],
        hookSecret: HOOK_SECRET,
        environment: { PATH: process.env.PATH ?? '', HOME: stateDir },
        endMarked: async () => {},
        comparisonPauses: [20],
      },
      runner,
      (event, details) => {
        if (event === 'failed') failures.push(details);
      },
    );
    const http = createHttpServer(server);
    await new Promise<void>(resolve => http.listen(port, '127.0.0.1', resolve));
    return new ServerUnderTest(stateDir, server, http, failures);
  }

  /** Ends it as a kill would: nothing is told to the builds. */
  async kill(): Promise<void> {
    this.server.branches.stop();
    await this.server.scheduler.stop();
    await this.server.store.settled();
    this.http.closeAllConnections();
    await new Promise(resolve => this.http.close(resolve));
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.kill();
    await rm(this.stateDir, { recursive: true, force: true });
  }

  /** Asks with the API token; an address that starts with `/` is the server's. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(new URL(path, this.url), {
      redirect: 'manual',
      ...init,
      headers: { Authorization: basic(ACCOUNT.apiToken), ...init.headers },
    });
  }

  async json<T>(path: string): Promise<T> {
    const response = await this.fetch(path);
    if (!response.ok)
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  post(path: string, init: RequestInit = {}): Promise<Response> {
    return this.fetch(path, { method: 'POST', ...init });
  }

  postXml(path: string, xml: string): Promise<Response> {
    return this.post(path, {
      body: xml,
      headers: { 'Content-Type': 'application/xml' },
    });
  }

  /** Asks until the answer is one, and returns it. */
  async until<T>(question: () => Promise<T | undefined | false>): Promise<T> {
    let found: T | undefined;
    await waitUntil(
      async () => {
        const answer = await question();
        found = answer === false ? undefined : answer;
        return found !== undefined;
      },
      AbortSignal.timeout(LIMIT_MS),
      20,
    );
    return found as T;
  }

  /** Waits until a build has ended, and returns it. */
  async ended(job: string, number: number): Promise<EndedBuild> {
    return this.until(async () => {
      const response = await this.fetch(`${job}/${number}/api/json`);
      if (response.status === 404) return undefined;
      const build = (await response.json()) as EndedBuild;
      return build.building ? undefined : build;
    });
  }
}

export interface EndedBuild {
  readonly building: boolean;
  readonly result: string;
  readonly number: number;
}

export function basic(secret: string, id = ACCOUNT.id): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return address.port;
}
