import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partDir, type Platform } from '../../platform/platform.ts';

/** Linux keeps 108 bytes for a socket's path, the last of them for a NUL. */
const PATH_LIMIT_BYTES = 107;

/**
 * Where the egress proxy listens and where the API server looks for it: in the state
 * folder, or, where that path is too long for a socket, in a private folder of the
 * runtime or temporary folder that is named after the state folder.
 *
 * @returns an absolute path of at most 107 bytes
 */
export function egressSocketPath(platform: Platform): string {
  return socketPath(partDir(platform, 'network'), [
    process.env.XDG_RUNTIME_DIR,
    tmpdir(),
    '/tmp',
  ]);
}

/**
 * The first path that fits.
 *
 * @param dir - where the socket belongs
 * @param shorter - folders to fall back to, best first
 * @throws when none of them is short enough
 */
export function socketPath(
  dir: string,
  shorter: readonly (string | undefined)[],
): string {
  const digest = createHash('sha256').update(dir).digest('hex').slice(0, 16);
  const candidates = [
    dir,
    ...shorter.flatMap(base =>
      base ? join(base, `pilothouse-${digest}`) : [],
    ),
  ].map(folder => join(folder, 'egress.sock'));
  const fitting = candidates.find(
    path => Buffer.byteLength(path) <= PATH_LIMIT_BYTES,
  );
  if (!fitting) {
    throw new Error(
      `No path for the egress socket is short enough (${PATH_LIMIT_BYTES} bytes); set XDG_RUNTIME_DIR to a shorter folder.`,
    );
  }
  return fitting;
}
