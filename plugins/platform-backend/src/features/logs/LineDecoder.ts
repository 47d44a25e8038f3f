import { timeOf } from './time';

/** A line of a container's log. */
export interface LogLine {
  /** UTC with nanoseconds; empty where the node told no time. */
  readonly at: string;
  readonly text: string;
}

/** Longer lines are cut; what a page can show of one ends long before. */
const maxLineBytes = 16 * 1024;
const newline = 0x0a;

/**
 * Makes lines of a log's bytes, which come cut anywhere. What is no UTF-8 becomes U+FFFD,
 * and of a line without an end no more is kept than of any other.
 */
export class LineDecoder {
  #parts: Buffer[] = [];
  #kept = 0;
  #cut = 0;

  /** The lines that are complete now. */
  push(chunk: Uint8Array): LogLine[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: LogLine[] = [];
    let start = 0;
    let end = bytes.indexOf(newline);
    while (end >= 0) {
      this.#keep(bytes.subarray(start, end));
      lines.push(this.#take());
      start = end + 1;
      end = bytes.indexOf(newline, start);
    }
    this.#keep(bytes.subarray(start));
    return lines;
  }

  /** What is left when the log has ended. */
  end(): LogLine[] {
    return this.#kept > 0 ? [this.#take()] : [];
  }

  #keep(bytes: Buffer): void {
    const room = Math.max(0, maxLineBytes - this.#kept);
    const kept = bytes.subarray(0, room);
    if (kept.length > 0) {
      this.#parts.push(kept);
    }
    this.#kept += kept.length;
    this.#cut += bytes.length - kept.length;
  }

  #take(): LogLine {
    const cut = this.#cut;
    const [only] = this.#parts;
    const whole =
      this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#kept = 0;
    this.#cut = 0;
    const text = whole.toString('utf8');
    const { at, length } = timeOf(text);
    const told = text.slice(length);
    return {
      at,
      text: cut > 0 ? `${told} … (+${cut} B)` : withoutReturn(told),
    };
  }
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
