import { setTimeout as delay } from 'node:timers/promises';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ChangeListeners, linkSignals } from '@pilothouse/plugin-platform-node';
import type { CatalogKnowledge, CatalogReader } from './CatalogReader';

/** What {@link CatalogStore} needs of its surroundings. */
export interface CatalogStoreOptions {
  /** Reads all entities that matter. */
  readonly read: (signal: AbortSignal) => Promise<readonly Entity[]>;
  readonly intervalMs: number;
  /** A reading that takes longer has failed. */
  readonly deadlineMs: number;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/** The catalog of the same backend answers, and fills, only once all plugins have started. */
const emptyMs = 1_000;
/** Reading may take this part of the time at most. */
const shareOfTime = 1 / 20;

const none: readonly Entity[] = [];

/** The catalog in memory, read again and again. What has not changed stays the same object. */
export class CatalogStore implements CatalogReader {
  readonly #options: CatalogStoreOptions;
  readonly #listeners: ChangeListeners;
  #knowledge: CatalogKnowledge = { kind: 'pending' };
  #byRef: ReadonlyMap<string, Entity> = new Map();
  #byKind: ReadonlyMap<string, readonly Entity[]> = new Map();

  constructor(options: CatalogStoreOptions) {
    this.#options = options;
    this.#listeners = new ChangeListeners(options.onError);
  }

  knowledge(): CatalogKnowledge {
    return this.#knowledge;
  }

  /** The same list again for as long as nothing of that kind has changed. */
  entities(kind: string): readonly Entity[] {
    return this.#byKind.get(kind) ?? none;
  }

  entity(ref: string): Entity | undefined {
    return this.#byRef.get(ref);
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Reads until aborted. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const began = performance.now();
      const changed = await this.refresh(signal);
      const took = performance.now() - began;
      const pause = pauseAfter({
        size: this.#byRef.size,
        changed,
        took,
        intervalMs: this.#options.intervalMs,
      });
      await delay(pause, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /**
   * Reads once. Never throws: what was known is kept and dated.
   *
   * @returns whether something has changed
   */
  async refresh(signal: AbortSignal): Promise<boolean> {
    const deadline = AbortSignal.timeout(this.#options.deadlineMs);
    const ended = linkSignals(signal, deadline);
    try {
      const entities = await unlessAborted(
        this.#options.read(ended.signal),
        deadline,
      );
      const changed = this.#take(entities);
      if (this.#knowledge.kind !== 'current' || changed) {
        this.#knowledge = { kind: 'current' };
        this.#listeners.notify();
      }
      return changed;
    } catch (error) {
      if (!signal.aborted) {
        this.#options.onError(error);
        this.#notHeard(error);
      }
      return false;
    } finally {
      ended.release();
    }
  }

  #take(entities: readonly Entity[]): boolean {
    const before = this.#byRef;
    const byRef = new Map(
      entities.map(entity => {
        const ref = stringifyEntityRef(entity);
        const known = before.get(ref);
        return [ref, known && isSame(known, entity) ? known : entity] as const;
      }),
    );
    const changed =
      byRef.size !== before.size ||
      [...byRef].some(([ref, entity]) => before.get(ref) !== entity);
    if (changed) {
      this.#byRef = byRef;
      this.#byKind = this.#groupedByKind([...byRef.values()]);
    }
    return changed;
  }

  #groupedByKind(entities: readonly Entity[]) {
    const grouped = new Map<string, Entity[]>();
    for (const entity of entities) {
      const kind = entity.kind.toLowerCase();
      const ofKind = grouped.get(kind) ?? [];
      ofKind.push(entity);
      grouped.set(kind, ofKind);
    }
    return new Map(
      [...grouped].map(([kind, now]) => {
        const before = this.#byKind.get(kind);
        return [kind, before && hasSame(before, now) ? before : now] as const;
      }),
    );
  }

  /** Nothing is known yet as long as the catalog was never read; then there is nothing to date. */
  #notHeard(error: unknown): void {
    if (this.#knowledge.kind === 'current') {
      this.#knowledge = {
        kind: 'stale',
        since: this.#options.now().toISOString(),
        because: `The catalog does not answer: ${
          error instanceof Error ? error.message : String(error)
        }`,
      };
      this.#listeners.notify();
    }
  }
}

/**
 * How long to wait for the next reading, in milliseconds: a catalog that still fills is read
 * again soon, however long that took; one that stays as it is takes little of the time.
 *
 * @param reading - what the last one has brought; `size` is what is known, in entities
 */
export function pauseAfter({
  size,
  changed,
  took,
  intervalMs,
}: {
  size: number;
  changed: boolean;
  took: number;
  intervalMs: number;
}): number {
  if (size === 0) return Math.min(emptyMs, intervalMs);
  return changed ? intervalMs : Math.max(intervalMs, took / shareOfTime);
}

/** Not everything that is asked heeds a signal. */
async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
  return Promise.race([promise, aborted]);
}

/** The catalog gives whatever it changes of an entity, relations included, a new etag. */
function isSame(before: Entity, now: Entity): boolean {
  const { etag, uid } = now.metadata;
  return (
    etag !== undefined &&
    before.metadata.etag === etag &&
    before.metadata.uid === uid
  );
}

function hasSame(before: readonly Entity[], now: readonly Entity[]): boolean {
  if (before.length !== now.length) {
    return false;
  }
  const known = new Set(before);
  return now.every(entity => known.has(entity));
}
