const CONTROL_BIT = 0x80;
const VERSION = 3;
const HEAD_BYTES = 8;
const MOST_CONTROL_BYTES = 64 * 1024;
const ID_MASK = 0x7fffffff;

/** Flag of a frame after which its sender sends nothing more on the stream. */
export const FIN = 0x01;

const TYPES = {
  1: 'synStream',
  2: 'synReply',
  3: 'reset',
  4: 'settings',
  6: 'ping',
  7: 'goAway',
  8: 'headers',
  9: 'windowUpdate',
} as const;

type ControlType = (typeof TYPES)[keyof typeof TYPES];

/** A SPDY/3.1 frame, its payload not looked into. */
export type Frame =
  | {
      readonly kind: 'data';
      readonly stream: number;
      readonly fin: boolean;
      readonly payload: Buffer;
    }
  | {
      readonly kind: ControlType;
      readonly fin: boolean;
      readonly payload: Buffer;
    };

/** Cuts bytes into frames and keeps the unfinished rest for the next call. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  /** @throws Error when the bytes are not SPDY/3.1 */
  push(chunk: Buffer): Frame[] {
    let bytes =
      this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const frames: Frame[] = [];
    while (bytes.length >= HEAD_BYTES) {
      const length = bytes.readUIntBE(5, 3);
      checkLength(bytes, length);
      if (bytes.length < HEAD_BYTES + length) break;
      const frame = readFrame(
        bytes,
        bytes.subarray(HEAD_BYTES, HEAD_BYTES + length),
      );
      if (frame) frames.push(frame);
      bytes = bytes.subarray(HEAD_BYTES + length);
    }
    this.#rest = Buffer.from(bytes);
    return frames;
  }
}

function checkLength(bytes: Buffer, length: number): void {
  const isControl = bytes.readUInt8(0) >= CONTROL_BIT;
  if (isControl && bytes.readUInt16BE(0) !== ((CONTROL_BIT << 8) | VERSION)) {
    throw new Error('not SPDY/3.1');
  }
  if (isControl && length > MOST_CONTROL_BYTES) {
    throw new Error('a SPDY control frame is too large');
  }
}

function readFrame(bytes: Buffer, payload: Buffer): Frame | undefined {
  const fin = (bytes.readUInt8(4) & FIN) !== 0;
  if (bytes.readUInt8(0) < CONTROL_BIT) {
    return {
      kind: 'data',
      stream: bytes.readUInt32BE(0) & ID_MASK,
      fin,
      payload,
    };
  }
  const type = bytes.readUInt16BE(2);
  return type in TYPES
    ? { kind: TYPES[type as keyof typeof TYPES], fin, payload }
    : undefined;
}

/** A data frame; the stream's sender may end it with `fin`. */
export function dataFrame(
  stream: number,
  payload: Uint8Array,
  fin: boolean,
): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(stream, 0);
  head.writeUInt8(fin ? FIN : 0, 4);
  head.writeUIntBE(payload.length, 5, 3);
  return Buffer.concat([head, payload]);
}

/** The answer that accepts a stream. */
export function synReplyFrame(stream: number, headers: Buffer): Buffer {
  return controlFrame('synReply', Buffer.concat([uint32(stream), headers]));
}

/** A request for a stream, as a client sends it. */
export function synStreamFrame(stream: number, headers: Buffer): Buffer {
  const head = Buffer.concat([uint32(stream), uint32(0), Buffer.alloc(2)]);
  return controlFrame('synStream', Buffer.concat([head, headers]));
}

/** Ends a stream at once, in both directions. */
export function resetFrame(
  stream: number,
  reason: 'protocolError' | 'cancel',
): Buffer {
  const status = reason === 'cancel' ? 5 : 1;
  return controlFrame('reset', Buffer.concat([uint32(stream), uint32(status)]));
}

/** The answer to a ping: the same again. */
export function pingFrame(payload: Buffer): Buffer {
  return controlFrame('ping', payload);
}

/** Stream number at the start of a control frame's payload. */
export function streamOf(payload: Buffer): number {
  return payload.readUInt32BE(0) & ID_MASK;
}

/** The compressed headers within the payload of `synStream`. */
export function headersOf(payload: Buffer): Buffer {
  return payload.subarray(10);
}

function controlFrame(type: ControlType, payload: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  const number = Object.entries(TYPES).find(([, name]) => name === type)?.[0];
  head.writeUInt16BE((CONTROL_BIT << 8) | VERSION, 0);
  head.writeUInt16BE(Number(number), 2);
  head.writeUIntBE(payload.length, 5, 3);
  return Buffer.concat([head, payload]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
