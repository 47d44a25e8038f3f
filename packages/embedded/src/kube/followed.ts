import type { KubeRest } from './rest.ts';
import { kubeListWatch, type KubeObject } from './watch.ts';
import { watchedSet, type Change } from './watched-set.ts';

/** How far following one collection is. */
export interface FollowState {
  readonly synced: boolean;
  /** Milliseconds since the epoch; 0 before the first list. */
  readonly syncedAt: number;
  /** Why it cannot be followed at present. */
  readonly problem?: string;
}

export interface FollowOptions<T> {
  readonly signal: AbortSignal;
  onChange(change: Change<T>): void;
  /** Called once, after the first complete list was reported. */
  onSynced?(): void;
  onFailure?(message: string): void;
}

/** Follows a collection through every error and tells, when asked, how that goes. */
export function follow<T extends KubeObject>(
  rest: KubeRest,
  path: string,
  options: FollowOptions<T>,
): () => FollowState {
  let synced = false;
  let failure: { message: string; at: number } | undefined;
  const set = watchedSet(kubeListWatch<T>(rest, path), {
    signal: options.signal,
    maxBackoffMs: 2_000,
    onFailure(error) {
      const message = error instanceof Error ? error.message : String(error);
      if (failure?.message !== message) options.onFailure?.(message);
      failure = { message, at: Date.now() };
    },
  });
  set.subscribe(change => options.onChange(change));
  void set.synced.then(() => {
    synced = true;
    options.onSynced?.();
  });
  return () => {
    const syncedAt = set.syncedAt();
    const problem =
      failure && failure.at > syncedAt ? failure.message : undefined;
    return { synced, syncedAt, problem };
  };
}
