/** The part of a Kubernetes `Status` object that this API answers with. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: Record<string, never>;
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: {
    readonly causes: readonly {
      readonly reason: string;
      readonly message: string;
    }[];
  };
  readonly code?: number;
}

/** An error that has an HTTP status code and a sentence for the person who asked. */
export class ApiError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }
}

const head = { kind: 'Status', apiVersion: 'v1', metadata: {} } as const;

/**
 * How a command ended, as the error channel of `v4.channel.k8s.io` and later says it:
 * a failure with the exit code as a cause named `ExitCode`.
 */
export function exitStatus(code: number): Status {
  if (code === 0) return { ...head, status: 'Success' };
  return {
    ...head,
    status: 'Failure',
    reason: 'NonZeroExitCode',
    message: `command terminated with exit code ${code}`,
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  };
}

/** A failure that is not the command's: it could not be run at all. */
export function failureStatus(message: string): Status {
  return {
    ...head,
    status: 'Failure',
    reason: 'InternalError',
    message,
    code: 500,
  };
}
