import {
  firstWholeLine,
  type RunLogSelection,
} from '@pilothouse/plugin-platform-node';

/** What was taken out of a text that came in chunks. */
export interface Collected {
  /** Where it begins in the text. */
  readonly from: number;
  readonly bytes: Uint8Array;
  /** Where the text ends; left out when it was not read so far. */
  readonly end?: number;
}

/**
 * Takes a piece out of a text, and reads no more of it than that.
 *
 * @param at - where in the text the chunks begin
 */
export function collect(
  chunks: AsyncIterable<Uint8Array>,
  at: number,
  { start, tailBytes, maxBytes }: RunLogSelection,
): Promise<Collected> {
  return start === undefined && tailBytes !== undefined
    ? collectTail(chunks, at, { tailBytes, maxBytes })
    : collectFrom(chunks, at, { start: start ?? 0, maxBytes });
}

async function collectFrom(
  chunks: AsyncIterable<Uint8Array>,
  at: number,
  { start, maxBytes }: { start: number; maxBytes: number },
): Promise<Collected> {
  const taken: Uint8Array[] = [];
  let room = maxBytes;
  let position = at;
  for await (const chunk of chunks) {
    const wanted = chunk.subarray(Math.max(0, start - position));
    position += chunk.length;
    taken.push(wanted.subarray(0, room));
    if (wanted.length > room) {
      return { from: start, bytes: Buffer.concat(taken) };
    }
    room -= wanted.length;
  }
  const from = Math.min(start, position);
  return { from, bytes: Buffer.concat(taken), end: position };
}

async function collectTail(
  chunks: AsyncIterable<Uint8Array>,
  at: number,
  { tailBytes, maxBytes }: { tailBytes: number; maxBytes: number },
): Promise<Collected> {
  const kept: Uint8Array[] = [];
  let size = 0;
  let position = at;
  for await (const chunk of chunks) {
    kept.push(chunk);
    size += chunk.length;
    position += chunk.length;
    while (size - (kept[0]?.length ?? 0) >= tailBytes) {
      size -= kept.shift()?.length ?? 0;
    }
  }
  const all = Buffer.concat(kept);
  const tail = all.subarray(Math.max(0, all.length - tailBytes));
  const begin = tail.length < position ? firstWholeLine(tail) : 0;
  const whole = tail.subarray(begin);
  const from = position - whole.length;
  return whole.length > maxBytes
    ? { from, bytes: whole.subarray(0, maxBytes) }
    : { from, bytes: whole, end: position };
}
