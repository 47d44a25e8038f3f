import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

const LIMIT = 4 * 1024 * 1024;

/**
 * What was sent with a request, up to 4 MiB.
 *
 * @param tooLarge - makes the error that is thrown for more, from a sentence
 */
export async function readBody(
  request: IncomingMessage,
  tooLarge: (sentence: string) => Error,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = z.instanceof(Buffer).parse(chunk);
    size += bytes.length;
    if (size > LIMIT)
      throw tooLarge(`The request is larger than ${LIMIT} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
