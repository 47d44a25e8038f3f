import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Headers } from './spdy/headers.ts';
import { type SessionHandler, SpdySession } from './spdy/session.ts';

/** Sub-protocol of port forwarding that is spoken here: SPDY inside a WebSocket. */
export const PORT_FORWARD_PROTOCOL = 'SPDY/3.1+portforward.k8s.io';

interface Pair {
  readonly port: number;
  error?: number;
  data?: number;
  socket?: Socket;
  ended?: boolean;
}

class Forwarder implements SessionHandler {
  session: SpdySession | undefined;
  readonly #address: string;
  readonly #requests = new Map<string, Pair>();
  readonly #byDataStream = new Map<number, Pair>();

  constructor(address: string) {
    this.#address = address;
  }

  opened(stream: number, headers: Headers): boolean {
    const port = Number(headers.get('port'));
    const type = headers.get('streamtype');
    if (!Number.isInteger(port) || port < 1 || port > 65535) return false;
    if (type !== 'data' && type !== 'error') return false;
    const request = headers.get('requestid') ?? fallbackRequestId(stream, type);
    const pair = this.#requests.get(request) ?? { port };
    if (pair[type] !== undefined || pair.port !== port) return false;
    pair[type] = stream;
    this.#requests.set(request, pair);
    if (type === 'data') this.#byDataStream.set(stream, pair);
    if (pair.data !== undefined && pair.error !== undefined) {
      this.#requests.delete(request);
      this.#connect(pair, pair.data, pair.error);
    }
    return true;
  }

  async data(stream: number, payload: Buffer): Promise<void> {
    const socket = this.#byDataStream.get(stream)?.socket;
    if (!socket || socket.destroyed || socket.write(payload)) return;
    await new Promise<void>(resolve => {
      socket.once('drain', resolve);
      socket.once('close', () => resolve());
    });
  }

  finished(stream: number): void {
    this.#byDataStream.get(stream)?.socket?.end();
  }

  reset(stream: number): void {
    this.#byDataStream.get(stream)?.socket?.destroy();
  }

  close(): void {
    for (const pair of this.#byDataStream.values()) pair.socket?.destroy();
  }

  #connect(pair: Pair, data: number, error: number): void {
    const socket = connect({
      host: this.#address,
      port: pair.port,
      allowHalfOpen: true,
    });
    pair.socket = socket;
    let failure: Error | undefined;
    socket.on('error', cause => {
      failure = cause;
    });
    socket.once('close', () => {
      this.#byDataStream.delete(data);
      void this.#end(data, error, pair, failure);
    });
    void this.#pump(socket, data, pair);
  }

  async #pump(socket: Socket, data: number, pair: Pair): Promise<void> {
    try {
      for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
        await this.session?.send(data, chunk);
      }
      pair.ended = true;
      await this.session?.send(data, Buffer.alloc(0), true);
    } catch {
      // The close event that follows reports the error.
    }
  }

  async #end(
    data: number,
    error: number,
    pair: Pair,
    failure?: Error,
  ): Promise<void> {
    if (failure) {
      const text = `cannot reach port ${pair.port} of the pod: ${failure.message}`;
      await this.session?.send(error, Buffer.from(text));
    }
    await this.session?.send(error, Buffer.alloc(0), true);
    if (failure) await this.session?.reset(data);
    else if (!pair.ended) await this.session?.send(data, Buffer.alloc(0), true);
  }
}

/**
 * Carries any number of connections to ports of one pod. Each is a pair of streams with
 * the same request id: one for its bytes, one for what went wrong.
 *
 * @param address - the pod's loopback address
 */
export async function runPortForward(
  transport: Duplex,
  address: string,
): Promise<void> {
  const forwarder = new Forwarder(address);
  const session = new SpdySession(transport, forwarder);
  forwarder.session = session;
  try {
    await session.run();
  } finally {
    forwarder.close();
  }
}

/** Old clients send no request id: the error stream is opened just before its data stream. */
function fallbackRequestId(stream: number, type: 'data' | 'error'): string {
  return `stream ${type === 'error' ? stream : stream - 2}`;
}
