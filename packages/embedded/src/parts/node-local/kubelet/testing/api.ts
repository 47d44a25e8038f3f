import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import {
  certificateFiles,
  ensureAuthority,
  ensureCertificate,
} from '../../../../platform/certificates.ts';
import type { AccessReviewer } from '../access.ts';
import type { ContainerView } from '../directory.ts';
import { MemoryNodeDirectory } from '../memory-directory.ts';
import { type KubeletApi, startKubeletApi } from '../server.ts';

/** Credentials of one caller; none at all is a caller too. */
export interface Caller {
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly token?: string;
}

/** A kubelet API on a free port with a node that is only told what it runs. */
export interface TestApi {
  readonly api: KubeletApi;
  readonly directory: MemoryNodeDirectory;
  readonly dir: string;
  /** The API server's own client certificate. */
  readonly master: Caller;
  /** A certificate of the same authority without any right. */
  readonly nobody: Caller;
  /** A certificate of another authority. */
  readonly stranger: Caller;
  get(path: string, caller?: Caller): Promise<IncomingMessage>;
  text(path: string, caller?: Caller): Promise<{ code: number; body: string }>;
  webSocket(
    path: string,
    protocols: readonly string[],
    caller?: Caller,
  ): WebSocket;
  close(): Promise<void>;
}

/** Starts one; its tokens and rights are the reviewer's. */
export async function startTestApi(reviewer: AccessReviewer): Promise<TestApi> {
  const dir = await mkdtemp(join(tmpdir(), 'kubelet-api-'));
  const authority = await ensureAuthority(dir, 'ca');
  const otherAuthority = await ensureAuthority(dir, 'other-ca');
  const issue = (by: typeof authority, name: string, organizations: string[]) =>
    ensureCertificate(by, certificateFiles(dir, name), {
      commonName: name,
      organizations,
    });
  const load = async (by: typeof authority, name: string, groups: string[]) => {
    const files = await issue(by, name, groups);
    return { cert: await readFile(files.cert), key: await readFile(files.key) };
  };
  const serving = await ensureCertificate(
    authority,
    certificateFiles(dir, 'kubelet'),
    {
      commonName: 'kubelet',
      names: ['127.0.0.1'],
    },
  );
  const ca = await readFile(authority.cert);
  const master = await load(authority, 'kubelet-client', ['system:masters']);
  const directory = new MemoryNodeDirectory();
  const api = await startKubeletApi({
    directory,
    reviewer,
    ...serving,
    clientCa: authority.cert,
    host: '127.0.0.1',
    port: 0,
    onError: () => undefined,
  });
  const base = { host: '127.0.0.1', port: api.port, ca, agent: false } as const;
  const get = (path: string, caller: Caller = master) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { token, ...pair } = caller;
      const headers = token ? { authorization: `Bearer ${token}` } : {};
      const sent = httpsRequest({ ...base, ...pair, path, headers }, resolve);
      sent.once('error', reject);
      sent.end();
    });
  return {
    api,
    directory,
    dir,
    master,
    nobody: await load(authority, 'nobody', []),
    stranger: await load(otherAuthority, 'stranger', ['system:masters']),
    get,
    text: async (path, caller) => {
      const response = await get(path, caller);
      return { code: response.statusCode ?? 0, body: await readAll(response) };
    },
    webSocket: (path, protocols, { token, ...pair } = master) =>
      new WebSocket(`wss://127.0.0.1:${api.port}${path}`, [...protocols], {
        ca,
        ...pair,
      }),
    close: async () => {
      await api.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Everything a response has to say. */
export async function readAll(
  response: AsyncIterable<Buffer>,
): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A running container with the machine's own environment. */
export function runningContainer(
  logFile: string,
  change: Partial<ContainerView> = {},
): ContainerView {
  return {
    name: 'app',
    current: { restart: 0, startedAt: new Date(), logFile },
    pids: [process.pid],
    environment: {
      PATH: process.env.PATH ?? '/usr/bin:/bin',
      GREETING: 'hello',
    },
    workingDirectory: tmpdir(),
    ...change,
  };
}
