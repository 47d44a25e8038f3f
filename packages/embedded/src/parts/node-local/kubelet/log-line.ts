/** One line of a container's log file (CRI log format). */
export interface LogLine {
  /** As written, RFC 3339 with nanoseconds. */
  readonly timestamp: string;
  readonly stream: 'stdout' | 'stderr';
  /** A part of a line that was too long: the next entry goes on with it. */
  readonly partial: boolean;
  readonly content: Buffer;
}

const SPACE = 0x20;
const NEWLINE = 0x0a;

/**
 * Reads one line, without its newline.
 *
 * @returns undefined when it is not in CRI format, for example half-written before a crash
 */
export function parseLogLine(line: Buffer): LogLine | undefined {
  const first = line.indexOf(SPACE);
  const second = line.indexOf(SPACE, first + 1);
  const third = line.indexOf(SPACE, second + 1);
  if (first <= 0 || second < 0 || third < 0) return undefined;
  const timestamp = line.toString('latin1', 0, first);
  const stream = line.toString('latin1', first + 1, second);
  const tag = line.toString('latin1', second + 1, third).split(':')[0];
  if (stream !== 'stdout' && stream !== 'stderr') return undefined;
  if ((tag !== 'F' && tag !== 'P') || Number.isNaN(Date.parse(timestamp))) {
    return undefined;
  }
  return {
    timestamp,
    stream,
    partial: tag === 'P',
    content: line.subarray(third + 1),
  };
}

/** Cuts bytes into lines and keeps the unfinished rest for the next call. */
export class LineSplitter {
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): Buffer[] {
    const all =
      this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const lines: Buffer[] = [];
    let start = 0;
    for (;;) {
      const end = all.indexOf(NEWLINE, start);
      if (end < 0) break;
      lines.push(all.subarray(start, end));
      start = end + 1;
    }
    this.#rest = Buffer.from(all.subarray(start));
    return lines;
  }
}
