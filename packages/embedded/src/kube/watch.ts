import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeRest, Query } from './rest.ts';
import { KubeError } from './rest.ts';

/** What every Kubernetes object has, as far as a watch needs it. */
export interface KubeObject {
  metadata?: {
    name?: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
  };
}

export type WatchEvent<T> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: T }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string };

/** Lists one collection, and follows it from there. */
export interface ListWatch<T> {
  list(
    signal: AbortSignal,
  ): Promise<{ items: readonly T[]; resourceVersion: string }>;
  /** Resolves when the server ends the stream in order; rejects on any error. */
  watch(
    resourceVersion: string,
    onEvent: (event: WatchEvent<T>) => void,
    signal: AbortSignal,
  ): Promise<void>;
}

/** Who wants to know. `synced` comes first, and again after every relist. */
export interface WatchHandler<T> {
  synced(items: readonly T[]): void;
  changed(object: T): void;
  removed(object: T): void;
  /** The collection could not be followed; it is listed again after that time. */
  failed?(error: unknown, retryInMs: number): void;
}

export interface WatchOptions {
  readonly signal: AbortSignal;
  /** First pause after an error; doubles up to `maxBackoffMs`. */
  readonly minBackoffMs?: number;
  readonly maxBackoffMs?: number;
  /** Between 0 and 1; spreads the pauses of many watchers. */
  readonly random?: () => number;
}

/**
 * Pause before try number `failures` (1 is the first after an error): doubling, with
 * the upper half of each pause left to chance.
 */
export function backoffMs(
  failures: number,
  minMs: number,
  maxMs: number,
  random: () => number,
): number {
  const full = Math.min(maxMs, minMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full / 2 + (full / 2) * random());
}

/**
 * Follows a collection until the signal ends it. Whatever goes wrong (an expired
 * version, a refused connection, a broken stream), it lists again and goes on.
 */
export async function superviseWatch<T extends KubeObject>(
  source: ListWatch<T>,
  handler: WatchHandler<T>,
  options: WatchOptions,
): Promise<void> {
  const { signal, minBackoffMs = 250, maxBackoffMs = 15_000 } = options;
  const random = options.random ?? Math.random;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const listed = await source.list(signal);
      handler.synced(listed.items);
      failures = 0;
      await followUntilError(source, handler, listed.resourceVersion, signal);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      failures += 1;
      const pause = backoffMs(failures, minBackoffMs, maxBackoffMs, random);
      handler.failed?.(error, pause);
      await pauseFor(pause, signal);
    }
  }
}

async function followUntilError<T extends KubeObject>(
  source: ListWatch<T>,
  handler: WatchHandler<T>,
  from: string,
  signal: AbortSignal,
): Promise<void> {
  let version = from;
  const take = (event: WatchEvent<T>) => {
    version = deliver(event, handler) ?? version;
  };
  while (!signal.aborted) {
    const before = Date.now();
    await source.watch(version, take, signal);
    if (Date.now() - before < 50) {
      await pauseFor(250, signal);
    }
  }
}

function deliver<T extends KubeObject>(
  event: WatchEvent<T>,
  handler: WatchHandler<T>,
): string | undefined {
  switch (event.type) {
    case 'BOOKMARK':
      return event.resourceVersion;
    case 'DELETED':
      handler.removed(event.object);
      break;
    default:
      handler.changed(event.object);
  }
  return event.object.metadata?.resourceVersion;
}

/** Waits, but not beyond the signal. */
async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

interface WireList<T> {
  readonly items: readonly T[];
  readonly metadata: { readonly resourceVersion: string };
}

interface WireEvent<T> {
  readonly type: string;
  readonly object: T;
}

interface WireStatus extends KubeObject {
  readonly code?: number;
  readonly reason?: string;
  readonly message?: string;
}

const WATCH_SECONDS = 300;

/**
 * A collection of the API server.
 *
 * @param path - for example `/api/v1/pods` or `/api/v1/namespaces/x/configmaps`
 * @param query - `fieldSelector`, `labelSelector`
 */
export function kubeListWatch<T extends KubeObject>(
  rest: KubeRest,
  path: string,
  query: Query = {},
): ListWatch<T> {
  return {
    async list(signal) {
      const list = await rest.json<WireList<T>>(path, { query, signal });
      return {
        items: list.items,
        resourceVersion: list.metadata.resourceVersion,
      };
    },
    async watch(resourceVersion, onEvent, signal) {
      const late = AbortSignal.timeout((WATCH_SECONDS + 30) * 1000);
      await rest.lines(
        path,
        {
          query: {
            ...query,
            watch: true,
            allowWatchBookmarks: true,
            timeoutSeconds: WATCH_SECONDS,
            resourceVersion,
          },
          signal: AbortSignal.any([signal, late]),
        },
        line => onEvent(parseWatchLine<T>(line)),
      );
    },
  };
}

/**
 * Reads one line of a watch.
 *
 * @throws KubeError for an ERROR event; an error for a line that is no event
 */
export function parseWatchLine<T extends KubeObject>(
  line: string,
): WatchEvent<T> {
  const event: WireEvent<T & WireStatus> = JSON.parse(line);
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type: event.type, object: event.object };
    case 'BOOKMARK':
      return {
        type: 'BOOKMARK',
        resourceVersion: event.object.metadata?.resourceVersion ?? '',
      };
    default:
      throw new KubeError(
        event.object.code ?? 500,
        event.object.reason ?? 'Unknown',
        event.object.message ?? `The watch ended with ${event.type}.`,
      );
  }
}
