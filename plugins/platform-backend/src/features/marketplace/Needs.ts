import {
  customKindName,
  definitionsKind,
  type CustomKindName,
  type KubeReader,
  type MiddlewareKind,
} from '@pilothouse/plugin-platform-node';
import type { CustomKinds, CustomKube } from '../../kube/custom';
import type { Items } from './Items';
import { servedOf } from './offers';

interface Needed {
  readonly version: string;
  readonly end: () => void;
}

/**
 * Has the kinds of the marketplace watched while somebody looks at the marketplace, wherever they
 * are defined. Kinds, versions and clusters may come and go meanwhile.
 */
export class Needs {
  readonly #needed = new Map<CustomKinds, Map<CustomKindName, Needed>>();
  readonly #lookers = new Set<readonly MiddlewareKind[]>();
  #leave: readonly (() => void)[] = [];

  constructor(
    private readonly options: {
      readonly custom: CustomKube;
      readonly items: Pick<Items, 'kinds' | 'subscribe'>;
      readonly kube: Pick<KubeReader, 'clusters' | 'subscribe'>;
    },
  ) {}

  /**
   * Begins to look.
   *
   * @param also - kinds that no item has yet
   * @returns ends that; may be called again
   */
  look(also: readonly MiddlewareKind[] = []): () => void {
    const looker = [...also];
    this.#lookers.add(looker);
    if (this.#lookers.size === 1) this.#begin();
    else if (looker.length > 0) this.#sync();
    return () => {
      if (!this.#lookers.delete(looker)) return;
      if (this.#lookers.size === 0) this.#end();
      else if (looker.length > 0) this.#sync();
    };
  }

  /** Waits until all that is looked for was read once, at most so long. */
  async settled(withinMs: number): Promise<void> {
    if (this.#isSettled()) return;
    let leave = () => {};
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>(resolve => {
      timer = setTimeout(resolve, withinMs);
      leave = this.options.custom.subscribe(() => {
        if (this.#isSettled()) resolve();
      });
    });
    clearTimeout(timer);
    leave();
  }

  #isSettled(): boolean {
    return this.options.kube.clusters().every(cluster => {
      const kinds = this.options.custom.cluster(cluster.name);
      const names = (kinds && this.#needed.get(kinds)?.keys()) ?? [];
      return (
        !cluster.isReachable() ||
        [...names].every(name => kinds?.kindState(name).kind !== 'pending')
      );
    });
  }

  #begin(): void {
    const { custom, items, kube } = this.options;
    const definitions = customKindName(definitionsKind);
    this.#leave = [
      custom.subscribe(({ kind }) => {
        if (kind === definitions) this.#sync();
      }),
      kube.subscribe(({ kind }) => {
        if (kind === undefined) this.#sync();
      }),
      items.subscribe(() => this.#sync()),
    ];
    this.#sync();
  }

  #end(): void {
    this.#leave.forEach(leave => leave());
    this.#leave = [];
    for (const needed of this.#needed.values()) {
      for (const { end } of needed.values()) end();
    }
    this.#needed.clear();
  }

  #sync(): void {
    const { custom, kube } = this.options;
    const present = new Set(
      kube.clusters().flatMap(({ name }) => custom.cluster(name) ?? []),
    );
    for (const kinds of this.#needed.keys()) {
      // The watches of a cluster that is gone have ended with it.
      if (!present.has(kinds)) this.#needed.delete(kinds);
    }
    for (const kinds of present) this.#syncCluster(kinds);
  }

  #syncCluster(kinds: CustomKinds): void {
    const needed = this.#needed.get(kinds) ?? new Map<CustomKindName, Needed>();
    this.#needed.set(kinds, needed);
    const wanted = new Map(
      [definitionsKind, ...this.#servedBy(kinds)].map(kind => [
        customKindName(kind),
        kind,
      ]),
    );
    for (const [name, { version, end }] of needed) {
      if (wanted.get(name)?.version === version) continue;
      needed.delete(name);
      end();
    }
    for (const [name, kind] of wanted) {
      if (needed.has(name)) continue;
      needed.set(name, { version: kind.version, end: kinds.need(kind) });
    }
  }

  #servedBy(kinds: CustomKinds) {
    // A version that an item wants comes last, which is that taken.
    const wanted = [...this.#lookers].flat();
    return [...wanted, ...this.options.items.kinds()].flatMap(kind => {
      const served = servedOf(kind, kinds);
      const { group, plural } = kind;
      return served.kind === 'served'
        ? [{ group, plural, version: served.version }]
        : [];
    });
  }
}
