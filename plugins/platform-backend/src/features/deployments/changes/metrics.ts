import type { Meter } from '@opentelemetry/api';
import { isError } from '@backstage/errors';
import { answerLost, type Change } from '@pilothouse/plugin-platform-common';

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
  [answerLost]: 'unknown',
};

const actions: readonly Change['kind'][] = [
  'scale',
  'restart',
  'delete-pod',
  'roll-back',
];

/** Offers what became of the changes that people ordered. */
export function writeMetrics(meter: Meter): WriteMetrics {
  const writes = meter.createCounter('pilothouse_writes_total', {
    description: 'Changes that were ordered, and what came of them',
  });
  const capability = 'deployments';
  // Only of a series that was there before is the first failure a rise.
  for (const action of actions) {
    for (const result of ['done', 'failed', ...Object.values(results)]) {
      writes.add(0, { capability, action, result });
    }
  }
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
