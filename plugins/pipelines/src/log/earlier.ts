import type { LogPiece } from '@pilothouse/plugin-platform-common';

/** Asks the portal for so many bytes of a log from there on. */
export type AskEarlier = (piece: {
  start: number;
  maxBytes: number;
}) => Promise<LogPiece>;

/** As much as is read at a time. */
const stepBytes = 512 * 1024;
/** The portal gives no smaller pieces. */
const leastBytes = 1_024;

/**
 * What stands in a log right before a place, up to half a megabyte of it.
 *
 * @param to - the place, in bytes, where a line begins
 */
export async function earlier(ask: AskEarlier, to: number) {
  const from = Math.max(0, to - stepBytes);
  let text = '';
  let at = from;
  while (at < to) {
    const piece = await ask({
      start: at,
      maxBytes: Math.max(leastBytes, to - at),
    });
    if (piece.to <= at) {
      throw new Error('The log is shorter than it was');
    }
    text += before(piece, to);
    at = piece.to;
  }
  return { from, to, text };
}

/** As much of a piece as stands before a place; a line begins there, so that no character is cut. */
function before({ from, to, text }: LogPiece, end: number): string {
  return to <= end
    ? text
    : new TextDecoder().decode(
        new TextEncoder().encode(text).slice(0, end - from),
      );
}
