import { readdirSync } from 'node:fs';
import type { FolderReader } from './root-plan.ts';

/** Folders of this machine; one that cannot be read counts as none. */
export const machineFolders: FolderReader = {
  entries(path) {
    try {
      return readdirSync(path, { withFileTypes: true }).map(entry => ({
        name: entry.name,
        isFolder: entry.isDirectory(),
      }));
    } catch {
      return undefined;
    }
  },
};
