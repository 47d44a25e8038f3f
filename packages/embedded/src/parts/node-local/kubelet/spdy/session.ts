import type { Duplex } from 'node:stream';
import {
  dataFrame,
  type Frame,
  FrameReader,
  headersOf,
  pingFrame,
  resetFrame,
  streamOf,
  synReplyFrame,
} from './frames.ts';
import { HeaderDecoder, HeaderEncoder, type Headers } from './headers.ts';

/** What the owner of a session does with what comes in. */
export interface SessionHandler {
  /** A stream was asked for; false refuses it. */
  opened(stream: number, headers: Headers): boolean;
  /** Bytes of a stream; the whole connection waits until they are taken. */
  data(stream: number, payload: Buffer): Promise<void>;
  /** The other side sends nothing more on it. */
  finished(stream: number): void;
  /** The other side gave the stream up. */
  reset(stream: number): void;
}

/**
 * The server's side of a SPDY/3.1 connection. It does no flow control of its own: the
 * transport below slows both sides down, as with the clients of Kubernetes, which
 * ignore window updates too.
 */
export class SpdySession {
  readonly #transport: Duplex;
  readonly #handler: SessionHandler;
  readonly #decoder = new HeaderDecoder();
  readonly #encoder = new HeaderEncoder();

  constructor(transport: Duplex, handler: SessionHandler) {
    this.#transport = transport;
    this.#handler = handler;
  }

  /** Serves the connection until it ends. */
  async run(): Promise<void> {
    const reader = new FrameReader();
    try {
      for await (const chunk of this.#transport) {
        for (const frame of reader.push(chunk)) {
          if (frame.kind === 'goAway') return;
          await this.#handle(frame);
        }
      }
    } finally {
      this.#decoder.close();
      this.#transport.end();
    }
  }

  /** Resolves when the transport has room again. */
  send(stream: number, payload: Uint8Array, fin = false): Promise<void> {
    return this.#write(dataFrame(stream, payload, fin));
  }

  reset(stream: number): Promise<void> {
    return this.#write(resetFrame(stream, 'cancel'));
  }

  async #handle(frame: Frame): Promise<void> {
    switch (frame.kind) {
      case 'synStream':
        await this.#open(frame.payload, frame.fin);
        break;
      case 'data':
        if (frame.payload.length > 0) {
          await this.#handler.data(frame.stream, frame.payload);
        }
        if (frame.fin) this.#handler.finished(frame.stream);
        break;
      case 'reset':
        this.#handler.reset(streamOf(frame.payload));
        break;
      case 'ping':
        await this.#write(pingFrame(frame.payload));
        break;
      default:
        break;
    }
  }

  async #open(payload: Buffer, fin: boolean): Promise<void> {
    const stream = streamOf(payload);
    const headers = await this.#decoder.decode(headersOf(payload));
    if (!this.#handler.opened(stream, headers)) {
      await this.#write(resetFrame(stream, 'protocolError'));
      return;
    }
    await this.#write(synReplyFrame(stream, this.#encoder.encode(new Map())));
    if (fin) this.#handler.finished(stream);
  }

  #write(bytes: Buffer): Promise<void> {
    if (this.#transport.destroyed || this.#transport.writableEnded) {
      return Promise.resolve();
    }
    return new Promise(resolve => {
      this.#transport.write(bytes, () => resolve());
    });
  }
}
