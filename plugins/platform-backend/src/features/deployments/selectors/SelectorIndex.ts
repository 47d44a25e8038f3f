import {
  fixedLabels,
  selects,
  type Labels,
  type Requirement,
} from './label-selector';

interface Entry<T> {
  readonly requirements: readonly Requirement[];
  readonly value: T;
}

/** Finds what selects given labels without trying every selector. */
export class SelectorIndex<T> {
  readonly #byLabel = new Map<string, Entry<T>[]>();
  readonly #others: Entry<T>[] = [];

  /** Adds something that selects by these conditions; without any it selects everything. */
  add(requirements: readonly Requirement[], value: T): void {
    const entry = { requirements, value };
    const [fixed] = Object.entries(fixedLabels(requirements));
    if (!fixed) {
      this.#others.push(entry);
      return;
    }
    const label = fixed.join('=');
    const known = this.#byLabel.get(label);
    if (known) known.push(entry);
    else this.#byLabel.set(label, [entry]);
  }

  /** What selects these labels. */
  selecting(labels: Labels = {}): readonly T[] {
    const found: T[] = [];
    const take = (entries: readonly Entry<T>[] = []) => {
      for (const { requirements, value } of entries) {
        if (selects(requirements, labels)) found.push(value);
      }
    };
    for (const label of Object.entries(labels)) {
      take(this.#byLabel.get(label.join('=')));
    }
    take(this.#others);
    return found;
  }
}
