import { isError } from '@backstage/errors';
import { answerLost } from '@pilothouse/plugin-platform-common';

/** Why an order was not taken, as far as one can act on it. */
export type Problem =
  | 'changed'
  | 'not-allowed'
  | 'quota'
  | 'gone'
  | 'unreachable'
  /** It may have been carried out. */
  | 'lost'
  | 'refused'
  | 'other';

const byName: Readonly<Record<string, Problem>> = {
  ConflictError: 'changed',
  NotAllowedError: 'not-allowed',
  AuthenticationError: 'not-allowed',
  NotFoundError: 'gone',
  ServiceUnavailableError: 'unreachable',
  [answerLost]: 'lost',
  InputError: 'refused',
};

/** Sorts what the backend answered to an order, or to the question what it would do. */
export function problemOf(error: Error): Problem {
  const told = isError(error.cause) ? error.cause : error;
  if (/exceeded quota/i.test(told.message)) return 'quota';
  return byName[told.name] ?? 'other';
}
