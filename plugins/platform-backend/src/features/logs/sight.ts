import type { ObjectRef } from '@pilothouse/plugin-platform-common';
import type { Access, Viewer } from '../../kube/access';

/** Whether a person still sees a place. */
export interface Sight {
  /** Fires when they no longer do. */
  readonly lost: AbortSignal;
  /** Ends the looking. */
  close(): void;
}

/**
 * Looks again at what a person sees whenever that may have changed, until it is closed or
 * they leave: a stream of which nobody has read the first event is never closed.
 */
export function keepInSight(
  access: Pick<Access, 'scopeOf' | 'subscribe'>,
  viewer: Viewer,
  { cluster, namespace }: Pick<ObjectRef, 'cluster' | 'namespace'>,
  leave: AbortSignal,
): Sight {
  const lost = new AbortController();
  const look = async () => {
    // What cannot be found out is no reason to go on.
    const scope = await access.scopeOf(viewer).catch(() => undefined);
    if (!scope?.sees(cluster, namespace)) {
      lost.abort();
    }
  };
  const unsubscribe = access.subscribe(() => {
    void look();
  });
  const close = () => {
    leave.removeEventListener('abort', close);
    unsubscribe();
  };
  leave.addEventListener('abort', close);
  if (leave.aborted) {
    close();
  }
  return { lost: lost.signal, close };
}
