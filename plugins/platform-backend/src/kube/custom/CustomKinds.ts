import {
  customKindName,
  type CustomKind,
  type CustomKindName,
  type CustomObject,
  type CustomReader,
  type KindState,
} from '@pilothouse/plugin-platform-node';
import { Replica } from '../cache/Replica';
import { Informer, type InformerOptions } from '../informer/Informer';

/** A place where something changed: a kind in a namespace, or how well a kind is known. */
export interface CustomChange {
  readonly cluster: string;
  readonly kind: CustomKindName;
  /** Missing when how well the kind is known changed. */
  readonly namespace?: string;
}

/** What {@link CustomKinds} needs. */
export interface CustomKindsOptions
  extends Pick<InformerOptions, 'open' | 'link' | 'pause'> {
  readonly cluster: string;
  readonly changed: (change: CustomChange) => void;
  /** Ends all watches. */
  readonly signal: AbortSignal;
  /** How long a kind that nobody needs any more is still watched. */
  readonly idleMs?: number;
}

interface Watched {
  readonly version: string;
  readonly replica: Replica;
  readonly informer: Informer;
  readonly end: AbortController;
  users: number;
  idle?: NodeJS.Timeout;
}

const IDLE_MS = 5 * 60_000;
const pending: KindState = { kind: 'pending' };

/**
 * Kinds of one cluster that definitions add. There may be hundreds, so that each is watched
 * only while somebody needs it, and for a while after: who looks again is answered at once.
 */
export class CustomKinds implements CustomReader {
  readonly cluster: string;
  readonly #options: CustomKindsOptions;
  readonly #watched = new Map<CustomKindName, Watched>();

  constructor(options: CustomKindsOptions) {
    this.cluster = options.cluster;
    this.#options = options;
  }

  /**
   * Has a kind watched; another version than before takes its place.
   *
   * @returns ends the need; may be called again
   */
  need(kind: CustomKind): () => void {
    const name = customKindName(kind);
    const watched = this.#watch(name, kind);
    watched.users += 1;
    clearTimeout(watched.idle);
    let needed = true;
    return () => {
      if (!needed) return;
      needed = false;
      this.#leave(name);
    };
  }

  kindState(name: CustomKindName): KindState {
    return this.#watched.get(name)?.informer.state ?? pending;
  }

  get(
    name: CustomKindName,
    key: { readonly namespace?: string; readonly name: string },
  ): CustomObject | undefined {
    return this.#watched
      .get(name)
      ?.replica.objects.find(key.namespace ?? '', key.name);
  }

  list(name: CustomKindName, namespace?: string): readonly CustomObject[] {
    const objects = this.#watched.get(name)?.replica.objects;
    return objects?.select({ namespace }) ?? [];
  }

  #watch(name: CustomKindName, kind: CustomKind): Watched {
    const known = this.#watched.get(name);
    if (known?.version === kind.version) return known;
    known?.end.abort();
    clearTimeout(known?.idle);
    const { cluster, changed, link, open, pause, signal } = this.#options;
    const replica = new Replica(name);
    const end = new AbortController();
    const tell = (namespace?: string) => {
      if (end.signal.aborted) return;
      changed({ cluster, kind: name, ...(namespace && { namespace }) });
    };
    const informer = new Informer({
      name,
      served: kind,
      replica,
      open,
      link,
      changed: places => [...places.keys()].forEach(tell),
      stateChanged: () => tell(),
      ...(pause && { pause }),
    });
    const users = known?.users ?? 0;
    const watched = { version: kind.version, replica, informer, end, users };
    this.#watched.set(name, watched);
    void informer.run(AbortSignal.any([signal, end.signal]));
    return watched;
  }

  /** Whichever version is watched by now: a version takes over who needed the one before. */
  #leave(name: CustomKindName): void {
    const watched = this.#watched.get(name);
    if (!watched) return;
    watched.users -= 1;
    if (watched.users > 0) return;
    const { idleMs = IDLE_MS } = this.#options;
    watched.idle = setTimeout(() => {
      watched.end.abort();
      if (this.#watched.get(name) !== watched) return;
      this.#watched.delete(name);
      // What was made of it must not outlive it: from now on no change is told.
      this.#options.changed({ cluster: this.cluster, kind: name });
    }, idleMs).unref();
  }
}
