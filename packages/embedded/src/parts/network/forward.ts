import {
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';
import { tunnel } from './tunnel.ts';

/** Header names and values in order, with the spelling of the sender. */
export type HeaderList = readonly (readonly [string, string])[];

/** What is sent on instead of what came in. */
export interface Outgoing {
  /** In origin form, for example `/a?b=c`. */
  readonly path: string;
  readonly headers: HeaderList;
}

export interface ForwardLimits {
  /** Longest silence of the upstream, milliseconds. */
  readonly readTimeoutMs: number;
}

/** How forwarding ended: the status that the client saw. */
export interface Forwarded {
  readonly status: number;
  /** Why there was no complete answer of the upstream. */
  readonly problem?: string;
}

/**
 * Options of a server that forwards: an upload may take as long as it takes, and idle
 * connections are kept longer than the usual client keeps them.
 */
export const PATIENT_SERVER = {
  requestTimeout: 0,
  keepAliveTimeout: 75_000,
  noDelay: true,
} as const;

const HOP_BY_HOP = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
]);

/** Headers as pairs, without those that concern one connection only. */
export function endToEndHeaders(rawHeaders: readonly string[]): HeaderList {
  const pairs = headerPairs(rawHeaders);
  const named = pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(',')
        .map(item => item.trim()),
    );
  return pairs.filter(([name]) => {
    const lower = name.toLowerCase();
    return !HOP_BY_HOP.has(lower) && !named.includes(lower);
  });
}

function headerPairs(rawHeaders: readonly string[]): [string, string][] {
  return rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as [string, string]] : [],
  );
}

/**
 * Sends a request over a connected socket and its answer back, as both arrive.
 * Resolves when the answer has ended; never rejects.
 */
export function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  upstream: Socket,
  outgoing: Outgoing,
  { readTimeoutMs }: ForwardLimits,
): Promise<Forwarded> {
  return new Promise(resolve => {
    const sent = openRequest(incoming, upstream, outgoing);
    const fail = (status: number, problem: string) => {
      sent.destroy();
      resolve({ status: answerText(response, status, problem), problem });
    };
    const failBeforeAnswer = (error: Error) =>
      fail(502, `The service ended the connection: ${error.message}.`);
    upstream.setTimeout(readTimeoutMs, () =>
      fail(504, `The service was silent for ${readTimeoutMs / 1000} s.`),
    );
    sent.on('error', failBeforeAnswer);
    response.on('close', () => {
      if (response.writableFinished) return;
      sent.destroy();
      resolve({ status: 499, problem: 'The client left before the answer.' });
    });
    sent.on('response', answer => {
      sent.off('error', failBeforeAnswer).on('error', () => {});
      void sendBack(answer, response).then(forwarded => {
        sent.destroy();
        incoming.resume();
        resolve(forwarded);
      });
    });
    incoming.pipe(sent);
  });
}

function sendBack(
  answer: IncomingMessage,
  response: ServerResponse,
): Promise<Forwarded> {
  const status = answer.statusCode ?? 502;
  const headers = endToEndHeaders(answer.rawHeaders).filter(
    ([name]) => name.toLowerCase() !== 'transfer-encoding',
  );
  response.writeHead(status, answer.statusMessage, headers.flat());
  response.flushHeaders();
  return new Promise(resolve => {
    pipeline(answer, response, error =>
      resolve(error ? { status, problem: error.message } : { status }),
    );
  });
}

function openRequest(
  incoming: IncomingMessage,
  upstream: Socket,
  { path, headers }: Outgoing,
): ClientRequest {
  const sent = httpRequest({
    method: incoming.method,
    path,
    setHost: false,
    createConnection: () => upstream,
  });
  for (const [name, value] of headers) sent.appendHeader(name, value);
  sent.setHeader('Connection', 'close');
  return sent;
}

/**
 * Answers in plain text where nothing was sent yet; otherwise breaks the connection off,
 * so that half an answer is not taken for a whole one.
 *
 * @returns the status that the client saw
 */
export function answerText(
  response: ServerResponse,
  status: number,
  message: string,
): number {
  if (response.headersSent) {
    response.destroy();
    return response.statusCode;
  }
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
  return status;
}

/**
 * Sends a request that asks for another protocol on, and joins the two connections.
 * Only WebSocket is passed; what else is asked for (such as h2c) is answered in HTTP/1.1,
 * on a connection that ends with the answer, so that each request is routed.
 */
export function forwardUpgrade(
  incoming: IncomingMessage,
  client: Duplex,
  head: Buffer,
  upstream: Socket,
  { path, headers }: Outgoing,
): void {
  const webSocket = incoming.headers.upgrade?.toLowerCase() === 'websocket';
  const lines = [
    `${incoming.method} ${path} HTTP/1.1`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(webSocket
      ? ['Connection: Upgrade', 'Upgrade: websocket']
      : ['Connection: close']),
  ];
  upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
  if (head.length > 0) upstream.write(head);
  tunnel(client, upstream);
}
