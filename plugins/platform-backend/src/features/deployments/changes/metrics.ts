import type { Meter } from '@opentelemetry/api';
import { isError } from '@backstage/errors';
import type { Change } from '@pilothouse/plugin-platform-common';

/** Counts a change and what came of it; without an error it was made. */
export type WriteMetrics = (action: Change['kind'], error?: unknown) => void;

/** Words for the errors that say something of the change, not of the portal. */
const results: Readonly<Record<string, string>> = {
  AuthenticationError: 'refused',
  ConflictError: 'conflict',
  InputError: 'invalid',
  NotAllowedError: 'refused',
  NotFoundError: 'not-found',
  ServiceUnavailableError: 'unreachable',
};

/** Offers what became of the changes that people ordered. */
export function writeMetrics(meter: Meter): WriteMetrics {
  const writes = meter.createCounter('pilothouse_writes_total', {
    description: 'Changes that were ordered, and what came of them',
  });
  const capability = 'deployments';
  return (action, error) =>
    writes.add(1, {
      capability,
      action,
      result: error === undefined ? 'done' : resultOf(error),
    });
}

function resultOf(error: unknown): string {
  return (isError(error) ? results[error.name] : undefined) ?? 'failed';
}
