/**
 * Something that a pod refers to is missing or wrong. It is tried again; until then the
 * reason stands in the container's status.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** As in `state.waiting.reason`. */
  readonly reason: string;

  constructor(message: string, reason = 'CreateContainerConfigError') {
    super(message);
    this.reason = reason;
  }
}
