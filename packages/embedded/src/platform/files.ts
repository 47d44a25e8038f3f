import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder, and those above it, that only its owner can enter. */
export async function ensurePrivateDir(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

/**
 * Writes a file so that a reader sees the old content or the new, never half of it.
 *
 * @param mode - permission bits; the default lets only the owner read it
 */
export async function writeAtomic(
  path: string,
  content: string | Uint8Array,
  mode = 0o600,
): Promise<void> {
  await ensurePrivateDir(dirname(path));
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(draft, content, { mode });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Whether something is at that path. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The file's text, or undefined where there is none. Other errors are thrown. */
export async function readIfExists(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Secrets that are being made; parts that share one are configured at the same time. */
const makingSecrets = new Map<string, Promise<string>>();

/**
 * A secret that is made once and then kept.
 *
 * @returns random bytes in base64url, or what the file already held
 */
export function ensureSecret(path: string, bytes = 48): Promise<string> {
  const making =
    makingSecrets.get(path) ??
    makeSecret(path, bytes).finally(() => makingSecrets.delete(path));
  makingSecrets.set(path, making);
  return making;
}

async function makeSecret(path: string, bytes: number): Promise<string> {
  const known = await readIfExists(path);
  if (known) return known;
  const secret = randomBytes(bytes).toString('base64url');
  await writeAtomic(path, secret);
  return secret;
}
