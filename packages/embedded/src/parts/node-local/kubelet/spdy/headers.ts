import {
  constants,
  createInflate,
  deflateRawSync,
  deflateSync,
  type Inflate,
} from 'node:zlib';
import { HEADER_DICTIONARY } from './dictionary.ts';

const MOST_HEADER_BYTES = 64 * 1024;

/** Names and values of a SPDY stream; names are in lower case. */
export type Headers = ReadonlyMap<string, string>;

/** Reads the header blocks of one connection, which are one compressed stream. */
export class HeaderDecoder {
  readonly #inflate: Inflate;
  #chunks: Buffer[] = [];
  readonly #failed: Promise<never>;

  constructor() {
    this.#inflate = createInflate({
      dictionary: HEADER_DICTIONARY,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    this.#inflate.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#failed = new Promise((_resolve, reject) => {
      this.#inflate.once('error', reject);
    });
    this.#failed.catch(() => undefined);
  }

  /** @throws Error when the block is damaged or too large */
  async decode(block: Buffer): Promise<Headers> {
    this.#chunks = [];
    const written = new Promise<void>(resolve => {
      this.#inflate.write(block, () => resolve());
    });
    // Damaged input is told by the event alone: the write is then never called back.
    await Promise.race([written, this.#failed]);
    return parseHeaderBlock(Buffer.concat(this.#chunks));
  }

  close(): void {
    this.#inflate.destroy();
  }
}

/** Reads an uncompressed header block: count, then length and text of each name and value. */
export function parseHeaderBlock(block: Buffer): Headers {
  if (block.length > MOST_HEADER_BYTES)
    throw new Error('SPDY headers are too large');
  const headers = new Map<string, string>();
  let position = 0;
  const number = () => {
    const value = block.readUInt32BE(position);
    position += 4;
    return value;
  };
  const text = () => {
    const length = number();
    if (position + length > block.length)
      throw new Error('SPDY headers are cut short');
    const value = block.toString('utf8', position, position + length);
    position += length;
    return value;
  };
  for (let count = number(); count > 0; count -= 1) {
    const name = text().toLowerCase();
    headers.set(name, text());
  }
  return headers;
}

/** Writes the header blocks of one connection. */
export class HeaderEncoder {
  #first = true;

  encode(headers: Headers): Buffer {
    const plain = formatHeaderBlock(headers);
    const options = { finishFlush: constants.Z_SYNC_FLUSH };
    // A block that refers to nothing before it continues the stream as well, and needs
    // no state of the compressor; only the first one carries the stream's head.
    if (!this.#first) return deflateRawSync(plain, options);
    this.#first = false;
    return deflateSync(plain, { ...options, dictionary: HEADER_DICTIONARY });
  }
}

function formatHeaderBlock(headers: Headers): Buffer {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const text = (value: string) => {
    const bytes = Buffer.from(value, 'utf8');
    return Buffer.concat([number(bytes.length), bytes]);
  };
  return Buffer.concat([
    number(headers.size),
    ...[...headers].flatMap(([name, value]) => [text(name), text(value)]),
  ]);
}
