import { createReadStream } from 'node:fs';

/**
 * How often any of some texts stands in what comes in blocks, also across their edges.
 *
 * @param needles - none of them empty
 */
export async function countIn(
  blocks: AsyncIterable<Buffer> | Iterable<Buffer>,
  needles: readonly Buffer[],
): Promise<number> {
  const longest = Math.max(0, ...needles.map(({ length }) => length));
  let rest = Buffer.alloc(0);
  let count = 0;
  for await (const block of blocks) {
    const whole = Buffer.concat([rest, block]);
    for (const needle of needles) {
      let at = whole.indexOf(needle);
      while (at >= 0) {
        at += needle.length;
        // What ends within the rest was counted before.
        if (at > rest.length) count += 1;
        at = whole.indexOf(needle, at);
      }
    }
    rest = whole.subarray(Math.max(0, whole.length - longest + 1));
  }
  return count;
}

/** The same in files. */
export async function countInFiles(
  files: readonly string[],
  needles: readonly Buffer[],
): Promise<number> {
  let count = 0;
  for (const file of files) {
    count += await countIn(createReadStream(file), needles);
  }
  return count;
}

/** A text as it may lie in files and in memory: with one byte a letter, or with two. */
export function formsOf(text: string): Buffer[] {
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
}
