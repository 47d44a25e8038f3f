import { createReadStream } from 'node:fs';
import { appendFile, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ensurePrivateDir } from '../../../platform/files.ts';
import type { LogSink } from '../model.ts';

/** Part of a log that one stage wrote; it ends where the next begins. */
interface Segment {
  readonly stageId: string;
  readonly from: number;
}

/** Writes the log of a build, and where in it each stage speaks. */
export class BuildLogWriter implements LogSink {
  private readonly folder: string;
  private size = 0;
  private stageId = '';
  private last: Promise<void> = Promise.resolve();

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Goes on at the end of a log that is there already. */
  static async open(folder: string): Promise<BuildLogWriter> {
    await ensurePrivateDir(folder);
    const writer = new BuildLogWriter(folder);
    writer.size = await sizeOf(logFile(folder));
    const segments = await readSegments(folder);
    writer.stageId = segments.at(-1)?.stageId ?? '';
    return writer;
  }

  write(chunk: Uint8Array, stageId = ''): Promise<void> {
    const written = this.last.then(() => this.append(chunk, stageId));
    this.last = written.catch(() => undefined);
    return written;
  }

  private async append(chunk: Uint8Array, stageId: string): Promise<void> {
    if (stageId !== this.stageId) {
      this.stageId = stageId;
      await appendFile(
        segmentFile(this.folder),
        `${JSON.stringify({ stageId, from: this.size })}\n`,
        { mode: 0o600 },
      );
    }
    await appendFile(logFile(this.folder), chunk, { mode: 0o600 });
    this.size += chunk.length;
  }
}

/** Bytes of a build's log so far. */
export function logSize(folder: string): Promise<number> {
  return sizeOf(logFile(folder));
}

/** Part of a build's log, as it comes from the disk; `to` is the first byte left out. */
export function readLog(folder: string, from: number, to: number): Readable {
  return createReadStream(logFile(folder), { start: from, end: to - 1 });
}

/** What one stage wrote: the end of it, when it is longer than the limit. */
export async function readStageLog(
  folder: string,
  stageIds: ReadonlySet<string>,
  limit: number,
): Promise<{ readonly text: string; readonly length: number }> {
  const size = await sizeOf(logFile(folder));
  const segments = await readSegments(folder);
  const parts = segments
    .map(({ stageId, from }, at) => ({
      stageId,
      from,
      to: segments[at + 1]?.from ?? size,
    }))
    .filter(({ stageId }) => stageIds.has(stageId));
  const length = parts.reduce((sum, { from, to }) => sum + to - from, 0);
  let left = limit;
  const texts: string[] = [];
  for (const { from, to } of parts.reverse()) {
    if (left <= 0) break;
    const start = Math.max(from, to - left);
    texts.unshift(await readRange(logFile(folder), start, to));
    left -= to - start;
  }
  return { text: texts.join(''), length };
}

async function readRange(
  path: string,
  from: number,
  to: number,
): Promise<string> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(to - from);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readSegments(folder: string): Promise<Segment[]> {
  const text = await readFile(segmentFile(folder), 'utf8').catch(
    (error: unknown) => {
      if (isMissing(error)) return '';
      throw error;
    },
  );
  // A line without its end was being written when the server was killed.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter(line => line !== '').map(line => JSON.parse(line));
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    (error: unknown) => {
      if (isMissing(error)) return 0;
      throw error;
    },
  );
}

function logFile(folder: string): string {
  return join(folder, 'log');
}

function segmentFile(folder: string): string {
  return join(folder, 'log-stages');
}

function isMissing(error: unknown): boolean {
  return Reflect.get(Object(error), 'code') === 'ENOENT';
}
