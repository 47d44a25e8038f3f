import {
  fixedLabels,
  selects,
  type Labels,
  type Requirement,
} from '@pilothouse/plugin-platform-node';

interface Entry<T> {
  readonly requirements: readonly Requirement[];
  readonly value: T;
}

/** Finds what selects given labels without trying every selector. */
export class SelectorIndex<T> {
  readonly #byLabel = new Map<string, Map<string, Entry<T>[]>>();
  readonly #others: Entry<T>[] = [];

  /** Adds something that selects by these conditions; without any it selects everything. */
  add(requirements: readonly Requirement[], value: T): void {
    const entry = { requirements, value };
    const [fixed] = Object.entries(fixedLabels(requirements));
    if (!fixed) {
      this.#others.push(entry);
      return;
    }
    const [label, wanted] = fixed;
    const byValue = this.#byLabel.get(label) ?? new Map<string, Entry<T>[]>();
    this.#byLabel.set(label, byValue);
    const known = byValue.get(wanted);
    if (known) known.push(entry);
    else byValue.set(wanted, [entry]);
  }

  /** What selects these labels. */
  selecting(labels: Labels = {}): readonly T[] {
    const found: T[] = [];
    const take = (entries: readonly Entry<T>[] = []) => {
      for (const { requirements, value } of entries) {
        if (selects(requirements, labels)) found.push(value);
      }
    };
    for (const [label, byValue] of this.#byLabel) {
      const value = labels[label];
      if (value !== undefined) take(byValue.get(value));
    }
    take(this.#others);
    return found;
  }
}
