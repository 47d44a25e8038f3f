import { type FileHandle, open, stat } from 'node:fs/promises';

const BLOCK_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/** A log file that is being read; it stays readable when it is renamed or removed. */
export interface OpenLog {
  readonly handle: FileHandle;
  readonly inode: number;
  position: number;
}

/** Opens a log file, or gives undefined where there is none. */
export async function openLog(path: string): Promise<OpenLog | undefined> {
  try {
    const handle = await open(path, 'r');
    return { handle, inode: (await handle.stat()).ino, position: 0 };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the path still names that file, or does not name any yet. */
export async function isCurrent(log: OpenLog, path: string): Promise<boolean> {
  try {
    return (await stat(path)).ino === log.inode;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

/**
 * The next bytes, or undefined at the end of what is there now.
 * A file that was cut to zero is read again from its start.
 */
export async function readOn(log: OpenLog): Promise<Buffer | undefined> {
  const buffer = Buffer.allocUnsafe(BLOCK_BYTES);
  const { bytesRead } = await log.handle.read(
    buffer,
    0,
    BLOCK_BYTES,
    log.position,
  );
  if (bytesRead > 0) {
    log.position += bytesRead;
    return buffer.subarray(0, bytesRead);
  }
  const { size } = await log.handle.stat();
  if (size >= log.position) return undefined;
  log.position = 0;
  return readOn(log);
}

/**
 * Moves to where the last lines begin.
 *
 * @returns how many lines, of those wanted, the file does not have
 */
export async function seekTail(log: OpenLog, lines: number): Promise<number> {
  const { size } = await log.handle.stat();
  let missing = lines;
  let end = size;
  log.position = size;
  if (lines === 0) return 0;
  while (end > 0) {
    const start = Math.max(0, end - BLOCK_BYTES);
    const block = Buffer.alloc(end - start);
    await log.handle.read(block, 0, block.length, start);
    for (let index = block.length - 1; index >= 0; index -= 1) {
      if (block[index] !== NEWLINE || start + index === size - 1) continue;
      missing -= 1;
      if (missing === 0) {
        log.position = start + index + 1;
        return 0;
      }
    }
    end = start;
  }
  log.position = 0;
  return size === 0 ? lines : missing - 1;
}
