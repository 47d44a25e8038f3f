import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { antMatcher } from './ant-pattern.ts';
import { StepFailure } from './outcome.ts';

/** What Ant leaves out unless it is told otherwise. */
const DEFAULT_EXCLUDES =
  '**/.git/**,**/.gitignore,**/.gitattributes,**/.gitmodules,**/.svn/**,**/CVS/**,**/.DS_Store,**/*~,**/#*#,**/.#*';

/** A choice of files. */
export interface Selection {
  readonly includes: string;
  readonly excludes?: string;
  readonly defaultExcludes?: boolean;
}

/** Paths below a folder that a selection names, in order; folders are not followed by link. */
export async function selectFiles(
  folder: string,
  selection: Selection,
): Promise<string[]> {
  const included = antMatcher(selection.includes);
  const excluded = antMatcher(
    [
      selection.excludes ?? '',
      selection.defaultExcludes === false ? '' : DEFAULT_EXCLUDES,
    ].join(','),
  );
  const entries: Dirent[] = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry =>
      relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'),
    )
    .filter(path => included(path) && !excluded(path))
    .sort();
}

/** A path as a step gives it, which may be absolute as in Jenkins. */
export function within(directory: string, path: string): string {
  return isAbsolute(path) ? path : resolve(directory, path);
}

/** Refuses a name that would lead out of the folder that it is put into. */
export function plainName(name: string, what: string): string {
  if (/^[A-Za-z0-9_][\w.@+ -]*$/.test(name)) return name;
  throw new StepFailure(
    `${what} "${name}" is not allowed: letters, digits, ".", "_" and "-" are`,
  );
}
