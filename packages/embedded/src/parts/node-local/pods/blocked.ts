import { retryPauseMs } from './backoff.ts';
import { ConfigError } from './config-error.ts';
import { waitingReason } from './image-pull.ts';
import type { Blocked } from './observed.ts';

const VOLUME_PAUSE_MS = 250;
const MAX_VOLUME_PAUSE_MS = 120_000;

/**
 * What stands in the way of a start.
 *
 * @param failures - tries in a row that have failed, this one included
 * @param now - milliseconds since the epoch
 * @returns the state to be shown, and the reason before any back-off, for the event
 */
export function blockedStart(
  error: unknown,
  failures: number,
  now: number,
): { readonly blocked: Blocked; readonly cause: string } {
  const cause =
    error instanceof ConfigError ? error.reason : 'CreateContainerError';
  const reason = failures > 1 ? waitingReason(cause) : cause;
  const retryAt = now + retryPauseMs(failures);
  return {
    cause,
    blocked: { reason, message: messageOf(error), retryAt, failures },
  };
}

/**
 * What stands in the way of a pod's volumes. They are looked for again sooner than images:
 * right after binding, the API server may still refuse what the node will be allowed.
 */
export function blockedVolumes(
  error: unknown,
  failures: number,
  now: number,
): Blocked {
  const pause = VOLUME_PAUSE_MS * 2 ** failures;
  return {
    reason: 'ContainerCreating',
    message: messageOf(error),
    retryAt: now + Math.min(MAX_VOLUME_PAUSE_MS, pause),
    failures,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
