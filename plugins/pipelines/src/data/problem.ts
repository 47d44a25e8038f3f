import { isError } from '@backstage/errors';

/** Why something was not done, as far as one can act on it. */
export type Problem =
  | 'changed'
  | 'not-allowed'
  | 'gone'
  | 'unreachable'
  | 'refused'
  | 'other';

const byName: Readonly<Record<string, Problem>> = {
  ConflictError: 'changed',
  NotAllowedError: 'not-allowed',
  NotFoundError: 'gone',
  ServiceUnavailableError: 'unreachable',
  InputError: 'refused',
};

/** Sorts what the portal answered to an order. */
export function problemOf(error: Error): Problem {
  const { name } = isError(error.cause) ? error.cause : error;
  return byName[name] ?? 'other';
}
