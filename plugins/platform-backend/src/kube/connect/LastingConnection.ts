import { once } from 'node:events';
import {
  connect as overHttp2,
  constants,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';

/**
 * After how many beats without a word the other side is asked for a sign of life, and how
 * many that may take.
 */
const PING_BEATS = 5;
const PONG_BEATS = 4;
const BEAT_MS = 1_000;
/** What may be under way of one watch, and of all; a slow network carries no more at a time. */
const STREAM_WINDOW = 1024 * 1024;
const CONNECTION_WINDOW = 16 * STREAM_WINDOW;
/** In megabytes: more than the windows, so that no watch is refused for what others got. */
const SESSION_MEMORY = 64;

/** A body that is read as it comes, as a whole, or not at all. */
export type AnswerBody = Readable & {
  text(): Promise<string>;
  dump(): Promise<void>;
};

interface Limits {
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  readonly signal: AbortSignal;
}

/**
 * One HTTP/2 connection for all watches of a cluster. It is asked for a sign of life all
 * the time, also through proxies that keep its other half alive, so that a connection that
 * died without a word is noticed within ten seconds; what answers is the connection itself,
 * no handler of the API server.
 */
export class LastingConnection {
  readonly #origin: string;
  readonly #tls: ConnectionOptions;
  readonly #connectMs: number;
  readonly #beatMs: number;
  #session: Promise<ClientHttp2Session | undefined> | undefined;
  #isClosed = false;

  constructor(
    origin: string,
    tls: ConnectionOptions,
    { connectMs, beatMs = BEAT_MS }: { connectMs: number; beatMs?: number },
  ) {
    this.#origin = origin;
    this.#tls = tls;
    this.#connectMs = connectMs;
    this.#beatMs = beatMs;
  }

  /**
   * Sends a GET.
   *
   * @returns undefined where the server does not speak HTTP/2
   * @throws Error with a code when it fails, or the reason of the signal
   */
  async get(
    target: string,
    headers: ReadonlyMap<string, readonly string[]>,
    { headersTimeout, bodyTimeout, signal }: Limits,
  ) {
    const session = await this.#opened();
    signal.throwIfAborted();
    if (!session) return undefined;
    const fields: OutgoingHttpHeaders = { ':path': target };
    for (const [name, values] of headers) fields[name] = [...values];
    const stream = session.request(fields, { signal, endStream: true });
    stream.setTimeout(headersTimeout, () => stream.destroy(coded('ETIMEDOUT')));
    const { ':status': statusCode = 0, ...received } = await headersOf(stream);
    stream.setTimeout(bodyTimeout);
    const body: AnswerBody = Object.assign(stream, {
      text: () => text(stream),
      dump: async () => stream.close(constants.NGHTTP2_CANCEL),
    });
    return { statusCode, headers: received, body };
  }

  /** Takes no more requests; what is under way goes on. */
  close(): void {
    this.#isClosed = true;
    void this.#session?.then(session => session?.close()).catch(() => {});
  }

  /** Ends everything that is under way. */
  destroy(): void {
    this.#isClosed = true;
    void this.#session?.then(session => session?.destroy()).catch(() => {});
  }

  /** Whoever asks while it is opened gets the same one. */
  async #opened(): Promise<ClientHttp2Session | undefined> {
    if (this.#isClosed) throw coded('ECONNRESET');
    const opening = (this.#session ??= this.#open());
    try {
      const session = await opening;
      if (!session?.closed && !session?.destroyed) return session;
    } catch (error) {
      if (this.#session === opening) this.#session = undefined;
      throw error;
    }
    if (this.#session === opening) this.#session = undefined;
    return this.#opened();
  }

  async #open(): Promise<ClientHttp2Session | undefined> {
    if (!this.#origin.startsWith('https:')) return undefined;
    const socket = await this.#connected();
    if (socket.alpnProtocol !== 'h2') {
      socket.destroy();
      return undefined;
    }
    const session = overHttp2(this.#origin, {
      createConnection: () => socket,
      maxSessionMemory: SESSION_MEMORY,
      settings: { enablePush: false, initialWindowSize: STREAM_WINDOW },
    });
    // Each watch tells it to whoever reads it.
    session.on('error', () => {});
    session.once('connect', () =>
      session.setLocalWindowSize(CONNECTION_WINDOW),
    );
    endWhenSilent(session, socket, this.#beatMs);
    return session;
  }

  async #connected(): Promise<TLSSocket> {
    const { hostname, port } = new URL(this.#origin);
    const host = hostname.replace(/^\[|\]$/g, '');
    const socket = connect({
      ...this.#tls,
      host,
      port: Number(port || 443),
      servername: isIP(host) ? undefined : host,
      ALPNProtocols: ['h2', 'http/1.1'],
    });
    const late = setTimeout(
      () => socket.destroy(coded('ETIMEDOUT')),
      this.#connectMs,
    );
    try {
      await once(socket, 'secureConnect');
      return socket.setNoDelay(true);
    } finally {
      clearTimeout(late);
    }
  }
}

/**
 * Time is counted in beats of the own event loop, which has one only after it could read
 * what had come: while the loop stands still, nobody is late. Whatever comes is a sign of
 * life, as a pong may have to wait behind much else.
 */
function endWhenSilent(
  session: ClientHttp2Session,
  socket: TLSSocket,
  beatMs: number,
): void {
  let heard = 0;
  let quiet = 0;
  let pongs = 0;
  const beats = setInterval(() => {
    if (session.destroyed) return;
    const known = socket.bytesRead + pongs;
    quiet = known === heard ? quiet + 1 : 0;
    heard = known;
    if (quiet === PING_BEATS) {
      session.ping(error => {
        if (!error) pongs += 1;
      });
    } else if (quiet >= PING_BEATS + PONG_BEATS) {
      session.destroy(coded('ETIMEDOUT'));
    }
  }, beatMs);
  session.once('close', () => clearInterval(beats));
}

/** A stream may be closed without an error. */
function headersOf(
  stream: ClientHttp2Stream,
): Promise<IncomingHttpHeaders & { ':status'?: number }> {
  return new Promise((resolve, reject) => {
    stream.once('response', resolve);
    stream.on('error', reject);
    stream.once('close', () => reject(coded('ECONNRESET')));
  });
}

function coded(code: string): Error {
  return Object.assign(new Error('the connection failed'), { code });
}
