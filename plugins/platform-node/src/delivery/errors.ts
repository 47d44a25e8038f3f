import { isError, ServiceUnavailableError } from '@backstage/errors';
import {
  ciProblemSchema,
  type CiProblem,
} from '@pilothouse/plugin-platform-common';

/** Why the CI server did not do what was asked. */
export type CiServerErrorKind = CiProblem['kind'] | 'not-configured';

/**
 * The CI server cannot be used now. It is never the fault of the person who asks, so that it
 * must not look like a refusal of theirs, whatever status the CI server gave.
 */
export class CiServerError extends ServiceUnavailableError {
  readonly problem: CiServerErrorKind;

  /** @param message - one sentence with what to do about it, for people; without secrets */
  constructor(problem: CiServerErrorKind, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** Whether the portal has no CI server at all. */
export function isNotConfigured(error: unknown): boolean {
  return isError(error) && error.problem === 'not-configured';
}

/** What a failure of the CI server is shown as. */
export function ciProblemOf(error: unknown): CiProblem {
  const kind = isError(error) ? error.problem : undefined;
  const known = ciProblemSchema.shape.kind.safeParse(kind);
  if (isError(error) && known.success) {
    return { kind: known.data, message: error.message };
  }
  return {
    kind: 'failed',
    message: 'The CI server could not be asked; the log of the portal says why',
  };
}
