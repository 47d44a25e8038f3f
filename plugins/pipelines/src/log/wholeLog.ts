import {
  maxLogPieceBytes,
  type LogPiece,
} from '@pilothouse/plugin-platform-common';

/** Asks the portal for so many bytes of a log from there on. */
type AskPiece = (
  piece: { start: number; maxBytes: number },
  signal: AbortSignal,
) => Promise<LogPiece>;

/**
 * A log from its beginning to where it ends now, piece after piece, as a file that the
 * browser need not hold in memory.
 *
 * @param heard - told how many bytes are there
 * @throws the reason of the signal, or what the portal answers instead of a piece
 */
export async function wholeLog(
  ask: AskPiece,
  heard: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const parts: Blob[] = [];
  let at = 0;
  for (;;) {
    const piece = await ask({ start: at, maxBytes: maxLogPieceBytes }, signal);
    signal.throwIfAborted();
    parts.push(new Blob([piece.text]));
    const isStuck = piece.to <= at;
    at = piece.to;
    heard(at);
    if (piece.more !== 'now') break;
    if (isStuck) throw new Error('The log is shorter than it was');
  }
  return new Blob(parts, { type: 'text/plain;charset=utf-8' });
}

/** Hands a file to the browser to be kept. */
export function keepFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not before the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
