import type { LogMark, TailRequest } from '@pilothouse/plugin-platform-common';
import type { KubeChange, KubeReader } from '@pilothouse/plugin-platform-node';
import { Pulse } from './Pulse';
import { Source, type Shared } from './Source';
import { wantedContainers, type Wanted } from './targets';

/** Changes that come together are looked at together. */
const coalesceMs = 20;

const kinds: ReadonlySet<string> = new Set([
  'daemonsets',
  'deployments',
  'pods',
  'replicasets',
  'statefulsets',
]);

/** By which the containers of a workload are found. */
const ownKinds = ['pods', 'replicasets'] as const;

const keyOf = ({ uid, container }: Wanted) => `${uid}/${container}`;

/** The containers of a workload as they come and go, for as long as one tail lasts. */
export class SourceSet {
  readonly #shared: Shared;
  readonly #request: TailRequest;
  readonly #began: (source: Source, isFirst: boolean) => void;
  readonly #sources = new Map<string, Source>();
  /** Where those had got that are over, as their pods may come again. */
  readonly #marks = new Map<string, LogMark>();
  /** Of the containers that there were at the beginning. */
  readonly #first = new Set<string>();
  readonly #changed = new Pulse();
  readonly #unsubscribe: () => void;
  #trust = new AbortController();
  #trusted = true;
  #closed = false;
  #looking?: ReturnType<typeof setTimeout>;

  /**
   * @param began - is told of every source, once, before it is followed, and whether its
   *   container was there at the beginning
   */
  constructor(
    deps: Pick<Shared, 'kube' | 'logs' | 'reader'>,
    request: TailRequest,
    began: (source: Source, isFirst: boolean) => void,
  ) {
    this.#request = request;
    this.#began = began;
    this.#shared = {
      ...deps,
      place: request.target,
      changed: this.#changed,
      distrust: () => this.#trust.signal,
    };
    this.#look(wantedContainers(deps.kube, request), true);
    this.#unsubscribe = deps.kube.subscribe(change => {
      if (concerns(change, request.target)) {
        this.#lookSoon();
      }
    });
  }

  /** A source has ended; its pod may have come again meanwhile. */
  ended(source: Source): void {
    if (source.isOver) {
      this.#lookSoon();
    }
  }

  /** Whether nothing is known of a container whose log is wanted, or of which there are. */
  get connecting(): boolean {
    const cluster = this.#shared.kube.cluster(this.#request.target.cluster);
    const isPending = ownKinds.some(
      kind => cluster?.kindState(kind).kind === 'pending',
    );
    return (
      isPending || [...this.#sources.values()].some(({ settled }) => !settled)
    );
  }

  /** Ends all that is followed. */
  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    clearTimeout(this.#looking);
    this.#sources.forEach(source => source.leave());
  }

  #lookSoon(): void {
    if (!this.#closed) {
      this.#looking ??= setTimeout(() => this.#lookAgain(), coalesceMs);
    }
  }

  #lookAgain(): void {
    this.#looking = undefined;
    const { kube } = this.#shared;
    const { cluster } = this.#request.target;
    const trusted = kube.cluster(cluster)?.knowledge().kind === 'live';
    if (this.#trusted && !trusted) {
      // What the watches do not hear of may have cut the logs too, without a word.
      this.#trust.abort();
      this.#trust = new AbortController();
    }
    this.#trusted = trusted;
    this.#look(wantedOrNone(kube, this.#request), false);
    this.#changed.fire();
  }

  #look(wanted: readonly Wanted[], isFirst: boolean): void {
    const keys = new Set(wanted.map(keyOf));
    for (const container of wanted) {
      const key = keyOf(container);
      const known = this.#sources.get(key);
      if (known && !known.isOver) {
        known.stay();
      } else {
        const source = new Source(
          container,
          this.#shared,
          known?.mark ?? this.#marks.get(key),
        );
        this.#sources.set(key, source);
        if (isFirst) this.#first.add(key);
        this.#began(source, this.#first.has(key));
      }
    }
    for (const [key, source] of this.#sources) {
      if (keys.has(key)) continue;
      if (source.isOver) {
        this.#sources.delete(key);
        if (source.mark) this.#marks.set(key, source.mark);
      } else {
        source.judge();
      }
    }
  }
}

function concerns(
  change: KubeChange,
  { cluster, namespace }: TailRequest['target'],
): boolean {
  return (
    change.cluster === cluster &&
    (change.kind === undefined ||
      (change.namespace === namespace && kinds.has(change.kind)))
  );
}

/** A workload that is gone, or may no longer be seen, has no containers. */
function wantedOrNone(kube: KubeReader, request: TailRequest): Wanted[] {
  try {
    return wantedContainers(kube, request);
  } catch {
    return [];
  }
}
