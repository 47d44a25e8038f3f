import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where builds of a job work. The path is plain, because many tools cannot bear others; a
 * digest keeps jobs apart whose names differ in what is replaced.
 */
export function workspaceFolder(stateDir: string, fullName: string): string {
  return join(stateDir, 'workspace', plainName(fullName));
}

/** Where a build keeps what is only for itself. */
export function scratchFolder(
  stateDir: string,
  fullName: string,
  number: number,
): string {
  return join(stateDir, 'scratch', `${plainName(fullName)}-${number}`);
}

/** Removes a job's workspace, and those beside it for builds at the same time. */
export async function removeWorkspaces(
  stateDir: string,
  fullName: string,
): Promise<void> {
  const folder = join(stateDir, 'workspace');
  const name = plainName(fullName);
  const entries = await readdir(folder).catch((error: unknown) => {
    if (Reflect.get(Object(error), 'code') === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    if (entry === name || entry.startsWith(`${name}@`))
      await rm(join(folder, entry), { recursive: true, force: true });
  }
}

function plainName(fullName: string): string {
  const plain = fullName.replace(/[^\w.-]+/g, '_');
  if (plain === fullName) return plain;
  const digest = createHash('sha256').update(fullName).digest('hex');
  return `${plain.slice(-80)}-${digest.slice(0, 8)}`;
}
