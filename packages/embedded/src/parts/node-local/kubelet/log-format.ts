import { LineSplitter, type LogLine, parseLogLine } from './log-line.ts';
import type { LogOptions } from './log-options.ts';

/**
 * Turns the bytes of a log file into what the reader gets: filtered by time, with
 * timestamps where wanted, parts of long lines joined, cut at the byte limit.
 */
export class LogFormatter {
  readonly #options: LogOptions;
  readonly #splitter = new LineSplitter();
  #left: number;
  #midLine = false;

  constructor(options: LogOptions) {
    this.#options = options;
    this.#left = options.limitBytes ?? Infinity;
  }

  /** Whether the byte limit is reached, so that nothing more will come. */
  get full(): boolean {
    return this.#left <= 0;
  }

  /** Text of the lines that end within this piece of the file. */
  push(chunk: Buffer): Buffer {
    const pieces: Buffer[] = [];
    for (const raw of this.#splitter.push(chunk)) {
      const line = parseLogLine(raw);
      if (line && this.#wanted(line)) pieces.push(...this.#format(line));
    }
    const text = Buffer.concat(pieces);
    const kept = text.length > this.#left ? text.subarray(0, this.#left) : text;
    this.#left -= kept.length;
    return kept;
  }

  #wanted(line: LogLine): boolean {
    const { since } = this.#options;
    return since === undefined || Date.parse(line.timestamp) >= since.getTime();
  }

  #format(line: LogLine): Buffer[] {
    const stamped = this.#options.timestamps && !this.#midLine;
    this.#midLine = line.partial;
    return [
      ...(stamped ? [Buffer.from(`${line.timestamp} `)] : []),
      line.content,
      ...(line.partial ? [] : [Buffer.from('\n')]),
    ];
  }
}
