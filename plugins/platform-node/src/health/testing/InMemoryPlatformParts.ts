import {
  notHeard,
  type PartsSource,
  type PlatformPart,
} from '@pilothouse/plugin-platform-common';
import { ChangeListeners } from '../ChangeListeners';
import type { PlatformParts } from '../PlatformParts';

/** Twin of {@link PlatformParts}: tells what it was given. */
export class InMemoryPlatformParts implements PlatformParts {
  #source: PartsSource;
  readonly #listeners = new ChangeListeners(() => undefined);

  constructor(name: string, parts: PlatformPart[] = []) {
    this.#source = {
      name,
      title: name,
      knowledge: { kind: 'current', observedAt: new Date().toISOString() },
      parts,
    };
  }

  /** Replaces all parts. */
  show(parts: PlatformPart[]): void {
    this.#source = {
      ...this.#source,
      knowledge: { kind: 'current', observedAt: new Date().toISOString() },
      parts,
    };
    this.#listeners.notify();
  }

  /** Behaves as if the source were no longer heard. */
  silence(because: string): void {
    this.#source = notHeard(this.#source, new Date().toISOString(), because);
    this.#listeners.notify();
  }

  snapshot(): PartsSource {
    return this.#source;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }
}
