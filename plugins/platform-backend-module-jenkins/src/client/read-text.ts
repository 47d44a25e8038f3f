import { CiServerError } from '@pilothouse/plugin-platform-node';

/**
 * The whole body of an answer, as far as it is not absurdly long.
 *
 * @throws CiServerError when it is
 */
export async function readText(
  { body }: Response,
  maxBytes: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > maxBytes) {
      throw new CiServerError(
        'failed',
        `Jenkins answered with more than ${maxBytes} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
