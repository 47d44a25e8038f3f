import { rename, rm, stat } from 'node:fs/promises';

/** Where a server's data lie, what is to take their place, and what they were before. */
export interface DataFolders {
  readonly data: string;
  readonly draft: string;
  readonly old: string;
}

/** Puts the draft in place of the data, of which one is there at every moment. */
export async function exchangeData(folders: DataFolders): Promise<void> {
  const { data, draft, old } = folders;
  if (await settleData(folders)) await rename(data, old);
  await rename(draft, data);
  await remove(old);
}

/**
 * Ends an exchange that was cut off: what was there before is put back where nothing has taken
 * its place, and goes where something has.
 *
 * @returns whether there are data
 */
export async function settleData({ data, old }: DataFolders): Promise<boolean> {
  if (await exists(data)) {
    await remove(old);
    return true;
  }
  if (!(await exists(old))) return false;
  await rename(old, data);
  return true;
}

/** @throws when it cannot be told, which is not the same as that nothing is there */
function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

function remove(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true });
}
