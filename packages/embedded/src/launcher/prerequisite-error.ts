/** Something about this machine or the command line that keeps the platform from starting; says what to do. */
export class PrerequisiteError extends Error {
  override readonly name = 'PrerequisiteError';
}
