/** Where rights have changed: a cluster, and a namespace of it or all of them. */
export interface RightsChange {
  readonly cluster: string;
  readonly namespace?: string;
  /** That they did is not known: nothing was heard of the cluster for a while. */
  readonly unheard?: boolean;
}

/** Changes that come together are told together. */
const settleMs = 250;
/** API servers hear of changed rights one after the other, some of them late. */
const echoMs = 3_000;

/**
 * Gathers changes that bear on what people may see, and tells them once they have settled;
 * those of rights a second time, because an API server asked at once may still have
 * answered by the old ones.
 */
export class RightsChanges {
  readonly #tell: (changes: readonly RightsChange[]) => void;
  readonly #timers = new Set<NodeJS.Timeout>();
  #gathered?: Map<string, RightsChange>;

  /** @param tell - hears where rights have changed; an empty list when something else has */
  constructor(tell: (changes: readonly RightsChange[]) => void) {
    this.#tell = tell;
  }

  /** Something has changed that is no right. */
  touch(): void {
    this.#gather();
  }

  /** Something may be answered in another way after that time. */
  touchIn(ms: number): void {
    this.#in(ms, () => this.touch());
  }

  add(change: RightsChange): void {
    this.#gather().set(JSON.stringify(change), change);
  }

  /** Tells nothing any more. */
  stop(): void {
    this.#timers.forEach(timer => clearTimeout(timer));
    this.#timers.clear();
  }

  #gather(): Map<string, RightsChange> {
    if (!this.#gathered) {
      const gathered = new Map<string, RightsChange>();
      this.#gathered = gathered;
      this.#in(settleMs, () => this.#settled([...gathered.values()]));
    }
    return this.#gathered;
  }

  #settled(changes: readonly RightsChange[]): void {
    this.#gathered = undefined;
    this.#tell(changes);
    if (changes.length > 0) {
      this.#in(echoMs, () => this.#tell(changes));
    }
  }

  #in(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms).unref();
    this.#timers.add(timer);
  }
}
