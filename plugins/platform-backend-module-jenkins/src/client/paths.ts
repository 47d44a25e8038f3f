import type { RunRef } from '@pilothouse/plugin-platform-common';
import { InputError } from '@backstage/errors';

/**
 * Path of a job below the address of Jenkins; of Jenkins itself for the empty name.
 *
 * @throws InputError for a name that would lead elsewhere
 */
export function jobPath(fullName: string): string {
  if (fullName === '') return '';
  return fullName.split('/').map(segmentOf).join('');
}

function segmentOf(name: string): string {
  if (['', '.', '..'].includes(name.trim())) {
    throw new InputError(`Not the name of a job: "${name}"`);
  }
  return `/job/${encodeURIComponent(name)}`;
}

/** Path of a run, without a slash at its end. */
export function runPath({ job, number }: RunRef): string {
  return `${jobPath(job)}/${number}`;
}

/** Full name of the folder that a job is in; empty for Jenkins itself. */
export function folderOf(fullName: string): string {
  return fullName.split('/').slice(0, -1).join('/');
}

/** Name of a job in its folder. */
export function nameOf(fullName: string): string {
  return fullName.split('/').at(-1) ?? '';
}
