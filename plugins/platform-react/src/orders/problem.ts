import { isError } from '@backstage/errors';

/** Why an order was not taken, as far as one can act on it. */
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

/** Sorts what the backend answered to an order, or to the question what it would do. */
export function problemOf(error: Error): Problem {
  const told = isError(error.cause) ? error.cause : error;
  if (/exceeded quota/i.test(told.message)) return 'quota';
  return byName[told.name] ?? 'other';
}
