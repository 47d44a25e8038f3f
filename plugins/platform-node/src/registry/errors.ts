import { ServiceUnavailableError } from '@backstage/errors';

/** Why a registry did not do what was asked. */
export type RegistryProblem =
  | 'not-configured'
  | 'unreachable'
  | 'refused'
  | 'failed'
  | 'unsupported';

/**
 * The registry cannot be used now, or not for this. It is never the fault of the person who
 * asks, so that it must not look like a refusal of theirs.
 */
export class RegistryError extends ServiceUnavailableError {
  readonly problem: RegistryProblem;
  /** The message without what the registry said to the portal's account. */
  readonly outline: string;

  /**
   * @param message - one sentence with what to do about it, for people; without secrets
   * @param outline - the same for those who may see less than the portal's account
   */
  constructor(problem: RegistryProblem, message: string, outline = message) {
    super(message);
    this.problem = problem;
    this.outline = outline;
  }
}
