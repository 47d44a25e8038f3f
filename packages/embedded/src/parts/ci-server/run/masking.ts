import { formsOf } from './secret-forms.ts';

/** What stands in the log in place of a secret. */
const MASK = '****';

/** Secrets of a build, and how to hide them. */
export class Secrets {
  readonly #forms = new Set<string>();
  #pattern: RegExp | undefined;
  #longest = 0;

  /** Hides the secret from now on, in all forms in which it may stand somewhere. */
  add(secret: string): void {
    for (const form of formsOf(secret)) this.#forms.add(form);
    const longestFirst = [...this.#forms].sort((a, b) => b.length - a.length);
    if (longestFirst.length === 0) return;
    this.#longest = longestFirst[0]?.length ?? 0;
    const escaped = longestFirst.map(form =>
      form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
    this.#pattern = new RegExp(escaped.join('|'), 'g');
  }

  /** Whether one of the secrets stands in the text. */
  isIn(text: string): boolean {
    return this.mask(text) !== text;
  }

  mask(text: string): string {
    return this.#pattern ? text.replace(this.#pattern, MASK) : text;
  }

  /** The same of every text within a value, at any depth; keys stay as they are. */
  maskAll<T>(value: T): T {
    return masked(value, text => this.mask(text)) as T;
  }

  /** The largest place at or before `end` where a text can be cut without halving a secret. */
  safeCut(text: string, end: number): number {
    if (!this.#pattern) return end;
    const cut = Math.max(0, Math.min(end, text.length - this.#longest + 1));
    for (const { 0: found, index } of text.matchAll(this.#pattern))
      if (index < cut && index + found.length > cut) return index;
    return cut;
  }
}

function masked(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map(each => masked(each, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, masked(each, mask)]),
  );
}
