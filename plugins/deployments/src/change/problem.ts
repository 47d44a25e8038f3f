import { isError } from '@backstage/errors';

/** Why a change was not made, as far as one can act on it. */
export type Problem =
  | 'changed'
  | 'not-allowed'
  | 'quota'
  | 'gone'
  | 'unreachable'
  | 'refused'
  | 'other';

const byName: Readonly<Record<string, Problem>> = {
  ConflictError: 'changed',
  NotAllowedError: 'not-allowed',
  AuthenticationError: 'not-allowed',
  NotFoundError: 'gone',
  ServiceUnavailableError: 'unreachable',
  InputError: 'refused',
};

/** The error that the backend answered with; else the error itself. */
function told(error: Error): { name: string; message: string } {
  return isError(error.cause) ? error.cause : error;
}

/** Sorts what the backend answered to a preview or a change. */
export function problemOf(error: Error): Problem {
  const { name, message } = told(error);
  if (/exceeded quota/i.test(message)) {
    return 'quota';
  }
  return byName[name] ?? 'other';
}
