import type { BrokenPipelines } from '@pilothouse/plugin-platform-common';
import { useLive } from '../live/useLive';

/** The broken pipelines of services, and how well they are known. */
export interface KnownPipelines {
  /** By the reference of the service. */
  readonly services: BrokenPipelines['services'];
  readonly silent?: BrokenPipelines['silent'];
  /** Whether the portal does not tell. */
  readonly notRead: boolean;
}

const none: BrokenPipelines['services'] = {};

/** The broken pipelines of all services whose runs one may see; none until they are known. */
export function useBrokenPipelines(): KnownPipelines {
  const live = useLive('pipelines.broken', {});
  if (live.kind === 'current' || live.kind === 'stale') {
    return { ...live.value, notRead: false };
  }
  return { services: none, notRead: live.kind === 'failed' };
}
