import type { IncomingMessage } from 'node:http';

/** The request's body is larger than allowed. */
export class BodyTooLarge extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`The request is larger than ${limit} bytes`);
    this.name = 'BodyTooLarge';
    this.limit = limit;
  }
}

/**
 * @param limit - in bytes
 * @throws BodyTooLarge
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.setEncoding('utf8')) {
    const bytes = Buffer.from(String(chunk));
    size += bytes.length;
    if (size > limit) throw new BodyTooLarge(limit);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Fields of a small posted form; the first value wins where a field repeats. */
export async function readForm(
  request: IncomingMessage,
): Promise<Record<string, string>> {
  const form = new URLSearchParams(await readBody(request, 16 * 1024));
  return Object.fromEntries([...form].reverse());
}
