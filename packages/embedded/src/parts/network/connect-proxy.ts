import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { STATUS_CODES } from 'node:http';
import type { Destination } from './destination.ts';
import { dial, type DialOptions } from './dial.ts';
import { tunnel } from './tunnel.ts';

/** A host and port as CONNECT and the Host header carry them. */
export interface Authority {
  readonly host: string;
  readonly port: number;
}

/** Reads `host:port`; undefined when it is not that. Square brackets are refused: no IPv6 here. */
export function parseAuthority(
  text: string,
  defaultPort?: number,
): Authority | undefined {
  const [, host, digits] = /^([^:/@[\]]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = digits === undefined ? defaultPort : Number(digits);
  if (!host || !port || port > 65_535) return undefined;
  return { host, port };
}

/**
 * Answers one CONNECT request: dials the destination and copies bytes, or says in a
 * plain text answer why not.
 */
export async function answerConnect(
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
  destinationFor: (authority: Authority) => Destination,
  options: DialOptions = {},
): Promise<void> {
  const gone = new AbortController();
  const abandon = () => gone.abort();
  client.on('error', abandon);
  client.once('close', abandon);
  const authority = parseAuthority(request.url ?? '');
  if (!authority) {
    refuse(client, 400, `CONNECT needs host:port, not "${request.url}".`);
    return;
  }
  const destination = destinationFor(authority);
  if (destination.kind === 'refused') {
    refuse(client, destination.status, destination.message);
    return;
  }
  try {
    const signal = gone.signal;
    const { socket } = await dial(destination.targets, { ...options, signal });
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.write(head);
    tunnel(client, socket);
  } catch (error) {
    if (!gone.signal.aborted) {
      refuse(
        client,
        502,
        error instanceof Error ? error.message : String(error),
      );
    }
  }
}

/** Ends a connection with a complete HTTP answer in plain text. */
export function refuse(client: Duplex, status: number, message: string): void {
  const body = `${message}\n`;
  client.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Content-Type: text/plain; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
