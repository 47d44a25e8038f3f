const NEWLINE = 0x0a;
/** More than the API server accepts for an object, several times over. */
const LONGEST = 32 * 1024 * 1024;

/**
 * Cuts a body into its lines.
 *
 * @throws Error when a line has no end
 */
export async function* linesOf(
  body: AsyncIterable<Buffer>,
): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    let from = 0;
    for (
      let end = chunk.indexOf(NEWLINE);
      end !== -1;
      end = chunk.indexOf(NEWLINE, from)
    ) {
      const last = chunk.subarray(from, end);
      yield (
        rest.length === 0 ? last : Buffer.concat([...rest, last])
      ).toString('utf8');
      rest = [];
      length = 0;
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST) throw new Error('a line of the watch has no end');
  }
}
