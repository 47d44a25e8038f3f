import { BadRequest } from '../http/errors.ts';

const UNSAFE = /[?*/\\%!@#$^&|<>[\]:;\p{Cc}]/u;

/**
 * Checks the name of a new job by the rules that Jenkins has for it.
 *
 * @throws BadRequest with the sentence that Jenkins gives
 */
export function checkName(name: string): void {
  if (name.trim() === '') throw new BadRequest('No name is specified');
  if (name === '.' || name === '..')
    throw new BadRequest(`“${name}” is not an allowed name`);
  const unsafe = UNSAFE.exec(name)?.[0];
  if (unsafe !== undefined)
    throw new BadRequest(`‘${unsafe}’ is an unsafe character`);
  if (name !== name.trim() || name.endsWith('.') || name.length > 200)
    throw new BadRequest(`“${name}” is not an allowed name`);
}

/** Name of a branch's job: the branch with `/` and the like escaped, as Jenkins does it. */
export function branchJobName(branch: string): string {
  return encodeURIComponent(branch);
}

/** Full name of a job in a folder. */
export function fullNameOf(parent: string, name: string): string {
  return parent === '' ? name : `${parent}/${name}`;
}

/** Path of a job below the server's address, without a slash at its end. */
export function jobPath(fullName: string): string {
  if (fullName === '') return '';
  return fullName
    .split('/')
    .map(name => `/job/${encodeURIComponent(name)}`)
    .join('');
}
