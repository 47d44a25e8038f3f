import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';

const maxPeople = 2_000;
/** A new token may bring new groups, and the policy may have changed. */
const believedMs = 30_000;

/** What was decided about people, believed for a while; what failed is asked again. */
export class Believed<T extends {}> {
  readonly #byPerson: LRUCache<string, Promise<T>>;

  /** @param now - milliseconds that never go back */
  constructor(now: () => number = () => performance.now()) {
    this.#byPerson = new LRUCache({
      max: maxPeople,
      ttl: believedMs,
      ttlResolution: 0,
      perf: { now },
    });
  }

  /**
   * The decision about a person, asked for only when none is at hand. Whoever comes while it
   * is under way waits for the same.
   *
   * @throws what asking throws
   */
  of(
    { principal }: BackstageCredentials,
    ask: () => Promise<T>,
    about = '',
  ): Promise<T> {
    const person = JSON.stringify([principal, about]);
    const known = this.#byPerson.get(person);
    if (known) return known;
    const asked = ask();
    this.#byPerson.set(person, asked);
    asked.catch(() => {
      if (this.#byPerson.peek(person) === asked) this.#byPerson.delete(person);
    });
    return asked;
  }
}
