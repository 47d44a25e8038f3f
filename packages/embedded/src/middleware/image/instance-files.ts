import { join } from 'node:path';

/**
 * What an image has of ours: the program that runs beside a server, and what such programs
 * share. They lie to each other as they do here, so that they find each other by the same path.
 *
 * @param at - path of the program below the image's root, three folders below a common one
 * @param from - the program's folder
 */
export function instanceFolders(
  at: string,
  from: string,
): Readonly<Record<string, string>> {
  return {
    [at]: from,
    'opt/middleware/instance': join(import.meta.dirname, '../instance'),
  };
}

/** What lets Node.js run them as modules. */
export const instanceFiles: Readonly<Record<string, string>> = {
  'opt/package.json': JSON.stringify({ type: 'module' }),
};
