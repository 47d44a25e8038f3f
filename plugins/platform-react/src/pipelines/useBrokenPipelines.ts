import type { BrokenPipelines } from '@pilothouse/plugin-platform-common';
import { useLive } from '../live/useLive';

/** The broken pipelines of services, and how well they are known. */
export interface KnownPipelines
  extends Pick<BrokenPipelines, 'services' | 'waiting' | 'silent' | 'readAt'> {
  /** Services whose pipelines have not been read yet. */
  readonly unread: number;
  /**
   * `told`: what the portal knows, which `unread` and `silent` may limit; `reading`: the
   * portal has not answered yet; `not-read`: it does not tell.
   */
  readonly state: 'told' | 'reading' | 'not-read';
}

const none = { services: {}, waiting: {} };

/** The broken pipelines of all services whose runs one may see; none until they are known. */
export function useBrokenPipelines(): KnownPipelines {
  const live = useLive('pipelines.broken', {});
  if (live.kind === 'current' || live.kind === 'stale') {
    return { ...live.value, state: 'told' };
  }
  const state = live.kind === 'failed' ? 'not-read' : 'reading';
  return { ...none, unread: 0, state };
}

/**
 * Whether all is known of pipelines: then those that are not told to fail do not. Else
 * whether it is only a matter of moments until it is.
 */
export function knowledgeOfPipelines({
  state,
  silent,
  unread,
}: Pick<KnownPipelines, 'state' | 'silent' | 'unread'>):
  | 'all'
  | 'reading'
  | 'not-known' {
  if (state === 'not-read' || silent) return 'not-known';
  return state === 'reading' || unread > 0 ? 'reading' : 'all';
}
