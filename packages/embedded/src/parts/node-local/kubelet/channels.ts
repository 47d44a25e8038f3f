import type { Readable, Writable } from 'node:stream';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { StreamOptions } from './command.ts';
import type { Status } from './status.ts';

/** Sub-protocols of remote commands that are spoken here, the preferred first. */
export const CHANNEL_PROTOCOLS = [
  'v5.channel.k8s.io',
  'v4.channel.k8s.io',
] as const;

const STDIN = 0;
export const STDOUT = 1;
export const STDERR = 2;
const ERROR = 3;
const RESIZE = 4;
const CLOSE = 255;
const NORMAL_CLOSURE = 1000;

const sizeSchema = z.object({
  Width: z.number().int().min(1).max(65535),
  Height: z.number().int().min(1).max(65535),
});

/** Size of a terminal in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The streams of one remote command over one WebSocket: each message begins with the
 * number of its channel; with v5 the message `255, n` closes channel n.
 */
export class Channels {
  readonly #socket: WebSocket;
  #stdin: Writable | undefined;
  #onResize: ((size: TerminalSize) => void) | undefined;
  readonly #gone = new AbortController();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.pause();
    socket.on('message', data => this.#receive(asBuffer(data)));
    socket.on('close', () => {
      this.#stdin?.end();
      this.#gone.abort();
    });
    socket.on('error', () => socket.terminate());
  }

  /** Fires when the other side is gone or the exchange is over. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Tells the other side that the streams are there, by an empty message as a kubelet does. */
  announce(streams: StreamOptions): Promise<void> {
    const other = streams.stderr ? STDERR : ERROR;
    return this.send(streams.stdout ? STDOUT : other, Buffer.alloc(0));
  }

  /** Begins to take what the other side sends; until then it waits. */
  listen(stdin?: Writable, onResize?: (size: TerminalSize) => void): void {
    this.#stdin = stdin;
    this.#onResize = onResize;
    stdin?.on('error', () => {
      this.#stdin = undefined;
      this.#socket.resume();
    });
    this.#socket.resume();
  }

  /** Resolves when the bytes are handed to the network, which is how a reader is slowed down. */
  send(channel: number, data: Uint8Array): Promise<void> {
    if (this.#socket.readyState !== WebSocket.OPEN) return Promise.resolve();
    const frame = Buffer.concat([Buffer.of(channel), data]);
    return new Promise(resolve => {
      this.#socket.send(frame, { binary: true }, () => resolve());
    });
  }

  /** Sends all that the stream gives. */
  async pump(channel: number, source: Readable): Promise<void> {
    for await (const chunk of source) await this.send(channel, chunk);
  }

  /** Says how it ended, and closes. */
  async finish(status: Status): Promise<void> {
    await this.send(ERROR, Buffer.from(JSON.stringify(status)));
    this.#socket.close(NORMAL_CLOSURE);
  }

  #receive(message: Buffer): void {
    const [channel, second] = message;
    if (channel === CLOSE) {
      if (second === STDIN) this.#stdin?.end();
    } else if (channel === STDIN && message.length > 1) {
      this.#write(message.subarray(1));
    } else if (channel === RESIZE) {
      const size = parseSize(message.subarray(1));
      if (size) this.#onResize?.(size);
    }
  }

  #write(data: Buffer): void {
    const stdin = this.#stdin;
    if (!stdin || stdin.writableEnded || stdin.destroyed) return;
    if (stdin.write(data)) return;
    this.#socket.pause();
    stdin.once('drain', () => this.#socket.resume());
  }
}

/** Reads a resize message, `{"Width":80,"Height":24}`; undefined when it is none. */
export function parseSize(data: Buffer): TerminalSize | undefined {
  try {
    const { Width, Height } = sizeSchema.parse(
      JSON.parse(data.toString('utf8')),
    );
    return { columns: Width, rows: Height };
  } catch {
    return undefined;
  }
}

function asBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}
