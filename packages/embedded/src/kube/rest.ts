import type { KubeConfig } from '@kubernetes/client-node';
import { Agent, request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const statusSchema = z.object({
  message: z.string().optional(),
  reason: z.string().optional(),
});

/** An answer of the API server that is not a success; `code` is its HTTP status. */
export class KubeError extends Error {
  override readonly name = 'KubeError';
  readonly code: number;
  /** Machine-readable reason of the `Status` object, for example `NotFound`. */
  readonly reason: string;

  constructor(code: number, reason: string, message: string) {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}

/** Whether an error is the API server's answer with that HTTP status. */
export function isKubeError(error: unknown, code: number): boolean {
  return error instanceof KubeError && error.code === code;
}

/** Waits for a request, and takes that answer of the API server for success. */
export async function ignoring(
  code: number,
  asked: Promise<unknown>,
): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (!isKubeError(error, code)) {
      throw error;
    }
  }
}

export type Query = Readonly<
  Record<string, string | number | boolean | undefined>
>;

export interface KubeRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Query;
  readonly body?: unknown;
  /** Of the body; a patch needs one of the patch types. Default `application/json`. */
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

export const MERGE_PATCH = 'application/merge-patch+json';
export const STRATEGIC_MERGE_PATCH = 'application/strategic-merge-patch+json';

const REQUEST_TIMEOUT_MS = 30_000;

/** Plain requests to one API server with the current context of a kubeconfig. */
export interface KubeRest {
  /**
   * Sends one request and returns the parsed JSON answer. The caller names its type;
   * Kubernetes' own schema vouches for it.
   *
   * @throws KubeError for an HTTP status of 400 and above; a connection error as it is
   */
  json<T>(path: string, request?: KubeRequest): Promise<T>;
  /**
   * Reads a streamed answer line by line until the server ends it.
   *
   * @throws KubeError as `json` does; a connection error as it is
   */
  lines(
    path: string,
    request: KubeRequest,
    onLine: (line: string) => void,
  ): Promise<void>;
  /** Closes idle connections. */
  close(): void;
}

/** What a client needs of a kubeconfig. */
export type KubeAccess = Pick<
  KubeConfig,
  'getCurrentCluster' | 'applyToHTTPSOptions'
>;

/** Makes a client with its own kept-alive connections. */
export function createKubeRest(config: KubeAccess): KubeRest {
  const cluster = config.getCurrentCluster();
  if (!cluster) {
    throw new Error('The kubeconfig names no current cluster.');
  }
  const credentials: RequestOptions = {};
  const ready = config.applyToHTTPSOptions(credentials);
  const agents: Agent[] = [];
  async function agent(): Promise<Agent> {
    await ready;
    const { ca, cert, key, passphrase, rejectUnauthorized } = credentials;
    const made =
      agents[0] ??
      new Agent({
        keepAlive: true,
        ca,
        cert,
        key,
        passphrase,
        rejectUnauthorized,
      });
    agents[0] = made;
    return made;
  }

  async function send(path: string, call: KubeRequest, timeout?: number) {
    const options: RequestOptions = {
      method: call.method ?? 'GET',
      agent: await agent(),
      headers: { ...credentials.headers, Accept: 'application/json' },
      signal: call.signal,
      timeout,
    };
    const url = urlOf(cluster?.server ?? '', path, call.query);
    return receive(url, options, call);
  }

  return {
    async json<T>(path: string, call: KubeRequest = {}) {
      const response = await send(path, call, REQUEST_TIMEOUT_MS);
      const parsed: T = JSON.parse(await text(response));
      return parsed;
    },
    async lines(path, call, onLine) {
      const response = await send(path, call);
      response.socket.setKeepAlive(true, 15_000);
      for await (const line of createInterface(response)) {
        onLine(line);
      }
    },
    close() {
      agents[0]?.destroy();
    },
  };
}

function urlOf(server: string, path: string, query: Query = {}): URL {
  const url = new URL(server.replace(/\/$/, '') + path);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(key, String(value));
    }
  }
  return url;
}

function receive(
  url: URL,
  options: RequestOptions,
  call: KubeRequest,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, options, response => {
      if ((response.statusCode ?? 500) < 400) {
        resolve(response);
      } else {
        errorOf(response).then(reject, reject);
      }
    });
    outgoing.on('error', reject);
    outgoing.on('timeout', () =>
      outgoing.destroy(new Error('The API server did not answer in time.')),
    );
    if (call.body === undefined) {
      outgoing.end();
      return;
    }
    const body = Buffer.from(JSON.stringify(call.body));
    outgoing.setHeader('Content-Type', call.contentType ?? 'application/json');
    // Without a length Node.js sends the body of a DELETE in a form that servers do not read.
    outgoing.setHeader('Content-Length', body.length);
    outgoing.end(body);
  });
}

async function errorOf(response: IncomingMessage): Promise<KubeError> {
  const code = response.statusCode ?? 500;
  const body = await text(response);
  let status: z.infer<typeof statusSchema> = {};
  try {
    status = statusSchema.parse(JSON.parse(body));
  } catch {
    status = { message: body.slice(0, 500) };
  }
  const message = status.message || `The API server answered ${code}.`;
  return new KubeError(code, status.reason ?? 'Unknown', message);
}
