import {
  superviseWatch,
  type KubeObject,
  type ListWatch,
  type WatchOptions,
} from './watch.ts';

export type Change<T> =
  | { readonly kind: 'changed'; readonly object: T }
  | { readonly kind: 'removed'; readonly object: T };

/** A collection kept in memory, as a supervised watch reports it. */
export interface WatchedSet<T> {
  /** Resolves after the first complete list. */
  readonly synced: Promise<void>;
  get(namespace: string, name: string): T | undefined;
  list(): readonly T[];
  /** Tells of every change after the call; objects that a relist finds gone count as removed. */
  subscribe(listener: (change: Change<T>) => void): () => void;
  /** Time of the last list or event, milliseconds since the epoch; 0 before the first. */
  syncedAt(): number;
}

export interface WatchedSetOptions extends WatchOptions {
  onFailure?(error: unknown, retryInMs: number): void;
}

/** Starts following a collection; it ends with the signal. */
export function watchedSet<T extends KubeObject>(
  source: ListWatch<T>,
  options: WatchedSetOptions,
): WatchedSet<T> {
  const objects = new Map<string, T>();
  const listeners = new Set<(change: Change<T>) => void>();
  let markSynced = () => {};
  const synced = new Promise<void>(resolve => {
    markSynced = resolve;
  });
  let syncedAt = 0;
  const tell = (change: Change<T>) => {
    for (const listener of listeners) {
      listener(change);
    }
  };
  const put = (object: T) => {
    objects.set(keyOf(object), object);
    tell({ kind: 'changed', object });
  };
  const drop = (object: T) => {
    if (objects.delete(keyOf(object))) {
      tell({ kind: 'removed', object });
    }
  };

  const handler = {
    synced(items: readonly T[]) {
      syncedAt = Date.now();
      const listed = new Map(items.map(item => [keyOf(item), item]));
      for (const [key, known] of [...objects]) {
        const now = listed.get(key);
        if (!now || now.metadata?.uid !== known.metadata?.uid) {
          drop(known);
        }
      }
      for (const item of items) {
        const known = objects.get(keyOf(item))?.metadata?.resourceVersion;
        if (!known || known !== item.metadata?.resourceVersion) {
          put(item);
        }
      }
      markSynced();
    },
    changed(object: T) {
      syncedAt = Date.now();
      put(object);
    },
    removed(object: T) {
      syncedAt = Date.now();
      drop(object);
    },
    failed: options.onFailure,
  };
  void superviseWatch(source, handler, options);

  return {
    synced,
    get: (namespace, name) => objects.get(`${namespace}/${name}`),
    list: () => [...objects.values()],
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    syncedAt: () => syncedAt,
  };
}

function keyOf(object: KubeObject): string {
  return `${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;
}
