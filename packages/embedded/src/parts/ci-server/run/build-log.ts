import { StringDecoder } from 'node:string_decoder';
import type { LogSink } from '../model.ts';
import type { Secrets } from './masking.ts';

/** A line longer than this is passed on in parts. */
const LONGEST_LINE = 64 * 1024;

/** Where steps say what they do. */
export interface LogOptions {
  readonly stageId?: string;
  readonly timestamps?: boolean;
}

/** Makes whole lines of what comes in pieces. */
export class LogWriter {
  readonly #write: (text: string) => Promise<void>;
  readonly #secrets: Secrets;
  readonly #timestamps: boolean;
  readonly #decoder = new StringDecoder('utf8');
  #pending = '';
  #inLine = false;

  constructor(
    write: (text: string) => Promise<void>,
    secrets: Secrets,
    timestamps: boolean,
  ) {
    this.#write = write;
    this.#secrets = secrets;
    this.#timestamps = timestamps;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#pending += this.#decoder.write(Buffer.from(chunk));
    const lineEnd = this.#pending.lastIndexOf('\n') + 1;
    if (lineEnd > 0) await this.#pass(lineEnd);
    if (this.#pending.length > LONGEST_LINE)
      await this.#pass(
        this.#secrets.safeCut(this.#pending, this.#pending.length),
      );
  }

  /** Passes on what is left, and ends its line. */
  async end(): Promise<void> {
    this.#pending += this.#decoder.end();
    if (this.#pending !== '' || this.#inLine) this.#pending += '\n';
    await this.#pass(this.#pending.length);
  }

  async #pass(end: number): Promise<void> {
    if (end === 0) return;
    const text = this.#secrets.mask(this.#pending.slice(0, end));
    this.#pending = this.#pending.slice(end);
    const stamped = this.#timestamps ? this.#stamp(text) : text;
    this.#inLine = !text.endsWith('\n');
    await this.#write(stamped);
  }

  #stamp(text: string): string {
    const stamp = `[${new Date().toISOString()}] `;
    const lines = text.replace(/\n(?=[^])/g, `\n${stamp}`);
    return this.#inLine ? lines : `${stamp}${lines}`;
  }
}

/** The log of a build: lines of several writers, one at a time, without secrets. */
export class BuildLog {
  readonly #sink: LogSink;
  readonly #secrets: Secrets;
  #last: Promise<void> = Promise.resolve();

  constructor(sink: LogSink, secrets: Secrets) {
    this.#sink = sink;
    this.#secrets = secrets;
  }

  /** Writes one or several lines. */
  async say(text: string, options: LogOptions = {}): Promise<void> {
    const writer = this.writer(options);
    await writer.write(Buffer.from(`${text}\n`));
    await writer.end();
  }

  /** Takes what a process says, as it comes. */
  writer(options: LogOptions): LogWriter {
    return new LogWriter(
      text => this.#write(text, options.stageId),
      this.#secrets,
      options.timestamps ?? false,
    );
  }

  async #write(text: string, stageId?: string): Promise<void> {
    const chunk = Buffer.from(text);
    this.#last = this.#last.then(() => this.#sink.write(chunk, stageId));
    await this.#last;
  }
}
